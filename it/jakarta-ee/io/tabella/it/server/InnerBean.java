package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Gets its messages by the adapter in its own EAR. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "inner"),
      @ActivationConfigProperty(propertyName = "dataSource", propertyValue = Names.DATA_SOURCE),
    })
public class InnerBean implements MessageListener {

  @Override
  public void onMessage(Message message) {
    Seen.note(this, message);
  }
}
