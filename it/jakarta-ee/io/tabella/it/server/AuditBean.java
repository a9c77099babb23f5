package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Has a durable subscription of its own. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "news"),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "audit"),
      @ActivationConfigProperty(propertyName = "clientId", propertyValue = "audit"),
    })
public class AuditBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
