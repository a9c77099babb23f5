package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Its database is not there when it is deployed. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "late"),
      @ActivationConfigProperty(propertyName = "url", propertyValue = DatabaseServer.LATE_URL),
      @ActivationConfigProperty(propertyName = "settings", propertyValue = "storeTimeoutMillis=2000"),
    })
public class LateBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
