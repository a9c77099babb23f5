package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Is configured by JNDI names of the application alone. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:app/jms/defined"),
    })
public class DefinedBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
