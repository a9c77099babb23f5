package io.tabella.samples.jakartaee;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;

/**
 * Writes a bill for each accepted order. Its subscription is durable, so it gets what was accepted
 * while it was away, and shared, so that of several servers one writes the bill.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Names.ACCEPTED),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "billing"),
      @ActivationConfigProperty(propertyName = "subscriptionShared", propertyValue = "true")
    })
public class Billing implements MessageListener {

  private static final BigDecimal USUAL = new BigDecimal("1.50");
  private static final Map<String, BigDecimal> PRICES =
      Map.of("wax tablet", new BigDecimal("4.20"), "papyrus roll", new BigDecimal("12.00"));

  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message accepted) {
    try {
      BigDecimal price = PRICES.getOrDefault(accepted.getBody(String.class), USUAL);
      ledger.bill(accepted.getLongProperty(Names.NUMBER), price);
    } catch (JMSException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
