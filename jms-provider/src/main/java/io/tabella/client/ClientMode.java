package io.tabella.client;

import io.tabella.engine.dispatch.Delivery;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * CLIENT_ACKNOWLEDGE: the application acknowledges, with any message, all that the session has
 * delivered. An acknowledgement that fails can be tried again.
 */
final class ClientMode extends WithoutTransaction {

  private static final System.Logger LOG = System.getLogger(ClientMode.class.getName());

  private final SessionLane lane;
  private final ReentrantLock shownLock = new ReentrantLock();
  private final List<Delivery> shown = new ArrayList<>();
  private @Nullable String reason;

  ClientMode(SessionLane lane, DirectSends sends, LateFailure failure) {
    super(sends, failure);
    this.lane = lane;
  }

  @Override
  public int acknowledgeMode() {
    return Session.CLIENT_ACKNOWLEDGE;
  }

  @Override
  public void received(Delivery delivery) {
    shownLock.lock();
    try {
      shown.add(delivery);
    } finally {
      shownLock.unlock();
    }
  }

  @Override
  public void deliver(Delivery delivery, Runnable listener) {
    received(delivery);
    try {
      listener.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "listener failed; its message stays unacknowledged", e);
      listenerFailed(Failures.reasonOf(e));
    }
  }

  @Override
  public void acknowledge() throws JMSException {
    shownLock.lock();
    try {
      lane.acknowledge(shown);
      forget();
    } finally {
      shownLock.unlock();
    }
  }

  @Override
  public void recover() throws JMSException {
    handBack("The application called recover()");
  }

  @Override
  public void close() throws JMSException {
    flushSends();
    handBack("The session was closed before the message was acknowledged");
  }

  private void listenerFailed(String newReason) {
    shownLock.lock();
    try {
      reason = newReason;
    } finally {
      shownLock.unlock();
    }
  }

  private void handBack(String usualReason) throws JMSException {
    shownLock.lock();
    try {
      lane.handBack(List.copyOf(shown), reason == null ? usualReason : reason);
    } finally {
      forget();
      shownLock.unlock();
    }
  }

  private void forget() {
    shown.clear();
    reason = null;
  }
}
