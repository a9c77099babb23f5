package io.tabella.it.server.crash;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Passes on what it gets. Halts as the message says, if that comes for the first time. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "from"),
      @ActivationConfigProperty(propertyName = "settings", propertyValue = BeanStore.SETTINGS),
    })
public class CarryingBean implements MessageListener {

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private Clerk clerk;

  @Override
  public void onMessage(Message message) {
    try {
      Halt halt = Halt.valueOf(message.getStringProperty("halt"));
      clerk.passOn(message, "to", message.getJMSRedelivered() ? Halt.NEVER : halt);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
