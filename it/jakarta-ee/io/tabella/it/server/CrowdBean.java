package io.tabella.it.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Is only content when three of it are called at once. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "crowd"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "3"),
    })
public class CrowdBean implements MessageListener {

  private static final CountDownLatch THREE = new CountDownLatch(3);

  @Override
  public void onMessage(Message message) {
    THREE.countDown();
    try {
      if (THREE.await(20, TimeUnit.SECONDS)) {
        Seen.note(this, message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
