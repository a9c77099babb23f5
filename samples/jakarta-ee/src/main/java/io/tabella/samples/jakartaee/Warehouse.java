package io.tabella.samples.jakartaee;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.SQLException;

/**
 * Accepts orders. That the order leaves the queue, its row, and the news of it are one transaction
 * over the messages and the shop's tables: all three, or none.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Names.ORDERS),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "3"),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "500"),
      @ActivationConfigProperty(propertyName = "deadLetterQueue", propertyValue = Names.FAILED)
    })
public class Warehouse implements MessageListener {

  @Inject private JMSContext messages;
  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message order) {
    try {
      String item = order.getBody(String.class);
      long number = ledger.accept(order.getStringProperty(Names.CUSTOMER), item);
      messages
          .createProducer()
          .setProperty(Names.NUMBER, number)
          .send(messages.createTopic(Names.ACCEPTED), item);
      // Last, to show that neither the row nor the news stays.
      if (item.equals("elephant")) {
        throw new IllegalStateException("We are out of elephants");
      }
    } catch (JMSException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
