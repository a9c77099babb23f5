package io.tabella.it.server;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Replies, once the test has stopped the database that its messages come from. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "restart"),
      @ActivationConfigProperty(propertyName = "url", propertyValue = DatabaseServer.RESTARTED_URL),
      @ActivationConfigProperty(propertyName = "settings", propertyValue = "storeTimeoutMillis=2000"),
    })
public class RestartBean implements MessageListener {

  static final CountDownLatch STOPPED = new CountDownLatch(1);

  /** How its transactions have ended, as numbers of {@link jakarta.transaction.Status}. */
  static final List<Integer> ENDS = new CopyOnWriteArrayList<>();

  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private TransactionSynchronizationRegistry transaction;

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private Orders orders;

  @Override
  public void onMessage(Message message) {
    transaction.registerInterposedSynchronization(new NotedEnd());
    String text = Seen.note(this, message);
    try {
      boolean again = message.getJMSRedelivered();
      if (STOPPED.await(20, TimeUnit.SECONDS)) {
        orders.sendAndWrite(new NamedQueue("reply.restart"), text + " at " + (again ? 2 : 1));
      }
    } catch (InterruptedException | JMSException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class NotedEnd implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      ENDS.add(status);
    }
  }
}
