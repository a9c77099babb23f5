package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.sql.SQLException;

/** Takes longer at its first attempt than its branch is allowed to. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "slow"),
      @ActivationConfigProperty(propertyName = "transactionTimeoutSeconds", propertyValue = "1"),
    })
public class SlowBean implements MessageListener {

  private static final long TOO_LONG = 2_500;

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private Orders orders;

  @Override
  public void onMessage(Message message) {
    String text = Seen.note(this, message);
    try {
      boolean again = message.getJMSRedelivered();
      orders.sendAndWrite(message.getJMSReplyTo(), text + " at " + (again ? 2 : 1));
      if (!again) {
        Thread.sleep(TOO_LONG);
      }
    } catch (InterruptedException | JMSException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
