package io.tabella.client;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.message.DeadLetter;
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
      listenerFailed(DeadLetter.reasonOf(e));
    }
  }

  @Override
  public void acknowledge() throws JMSException {
    shownLock.lock();
    try {
      acknowledgeShown();
      forget();
    } finally {
      shownLock.unlock();
    }
  }

  private void acknowledgeShown() throws JMSException {
    try {
      lane.acknowledge(shown);
    } catch (JMSException e) {
      if (!(e.getCause() instanceof EntriesLostException)) {
        throw e;
      }
      acknowledgeSingly();
    }
  }

  /** Somebody has removed some of them, which must not keep the others from being acknowledged. */
  private void acknowledgeSingly() throws JMSException {
    int all = shown.size();
    int lost = 0;
    while (!shown.isEmpty()) {
      if (!isAcknowledged(shown.get(0))) {
        shown.get(0).lost();
        lost++;
      }
      shown.remove(0);
    }
    forget();
    if (lost > 0) {
      throw new JMSException(
          lost
              + " of "
              + all
              + " received messages were no longer there to be acknowledged, probably because"
              + " somebody removed or moved them; the others are acknowledged.",
          "LOST");
    }
  }

  /** Acknowledges one; false if it is gone. */
  private boolean isAcknowledged(Delivery delivery) throws JMSException {
    try {
      lane.acknowledge(List.of(delivery));
      return true;
    } catch (JMSException e) {
      if (e.getCause() instanceof EntriesLostException) {
        return false;
      }
      throw e;
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
