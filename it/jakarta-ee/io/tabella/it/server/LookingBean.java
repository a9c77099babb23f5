package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Gets its messages from the store that a connection factory leads to. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "looked-up"),
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = "java:app/jms/ownFactory"),
    })
public class LookingBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
