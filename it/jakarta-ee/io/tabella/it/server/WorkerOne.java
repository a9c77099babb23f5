package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Shares a subscription with the other worker. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "news"),
      @ActivationConfigProperty(propertyName = "subscriptionShared", propertyValue = "true"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "workers"),
    })
public class WorkerOne implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
