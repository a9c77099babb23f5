package io.tabella.it.server;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Replies, and writes the message to the database, in one transaction. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "echo"),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "3"),
      @ActivationConfigProperty(propertyName = "deadLetterQueue", propertyValue = "echo.dead")
    })
public class EchoBean implements MessageListener {

  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private MessageDrivenContext context;

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private Orders orders;

  @Override
  public void onMessage(Message message) {
    String text = Seen.note(this, message);
    try {
      boolean again = message.getJMSRedelivered();
      orders.sendAndWrite(message.getJMSReplyTo(), text + " at " + (again ? 2 : 1));
      if (text.equals("poison")) {
        throw new IllegalStateException("on purpose");
      }
      if (text.equals("once more") && !again) {
        context.setRollbackOnly();
      }
    } catch (JMSException | java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
