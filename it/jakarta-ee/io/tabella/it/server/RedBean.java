package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Wants some messages only. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "colours"),
      @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "colour = 'red'"),
    })
public class RedBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
