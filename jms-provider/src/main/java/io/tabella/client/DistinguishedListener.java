package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.engine.delivery.Delivery;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A session's distinguished message listener, and what connection consumers have assigned to the
 * session for it. It runs on the thread of the server session that calls {@link #run()}; the other
 * methods are for all threads. Jakarta Messaging 3.1, 11.2.
 */
final class DistinguishedListener {

  private final SessionCore session;
  private final CallbackTurn turn;
  private final Problems problems;
  private final DeliveryGate gate;
  private final Queue<Assignment> assignments = new ConcurrentLinkedQueue<>();
  private volatile @Nullable MessageListener listener;

  DistinguishedListener(SessionCore session, CallbackTurn turn, Problems problems) {
    this.session = session;
    this.turn = turn;
    this.problems = problems;
    this.gate = new DeliveryGate(session::isDelivering);
  }

  @Nullable MessageListener get() {
    return listener;
  }

  void set(@Nullable MessageListener newListener) {
    listener = newListener;
  }

  /** Refuses another form of receiving beside it. */
  void refuseOthers() throws IllegalStateException {
    if (listener != null) {
      throw new IllegalStateException(
          "This session gets its messages from a ConnectionConsumer, for its own MessageListener;"
              + " use another session to receive in another way.",
          "LISTENING");
    }
  }

  /** Takes messages for the next run. */
  void assign(Assignment assignment) throws JMSException {
    session.check();
    if (listener == null) {
      throw new IllegalStateException(
          "A session of the ServerSessionPool has no MessageListener; call setMessageListener"
              + " before the pool gives it away.",
          "NO_LISTENER");
    }
    assignments.add(assignment);
    if (!session.isOpen()) {
      recall();
    }
  }

  /** Delivers what is assigned; what must not be delivered now goes back, uncounted. */
  void run() {
    if (turn.isMine()) {
      throw new IllegalStateRuntimeException(
          "A listener must not run its own session, which is running already.", "LISTENING");
    }
    Assignment assignment = assignments.poll();
    while (assignment != null) {
      run(assignment);
      assignment = assignments.poll();
    }
  }

  private void run(Assignment assignment) {
    Delivery delivery = assignment.first();
    while (delivery != null) {
      takeTurn(assignment, delivery);
      delivery = assignment.first();
    }
  }

  /** The turn comes before the gates: another callback may wait for these. */
  private void takeTurn(Assignment assignment, Delivery delivery) {
    turn.begin();
    try {
      if (!isDelivered(assignment, delivery)) {
        assignment.recall();
      }
    } finally {
      turn.end();
    }
  }

  private boolean isDelivered(Assignment assignment, Delivery delivery) {
    MessageListener current = listener;
    if (current == null || !gate.enter()) {
      return false;
    }
    try {
      if (!assignment.gate().enter()) {
        return false;
      }
      try {
        if (assignment.begin(delivery)) {
          deliver(delivery, current);
        }
        return true;
      } finally {
        assignment.gate().leave();
      }
    } finally {
      gate.leave();
    }
  }

  private void deliver(Delivery delivery, MessageListener current) {
    turn.delivering(true);
    try {
      session.deliver(delivery, it -> JmsDestination.parse(it.source()), current);
    } catch (JMSException e) {
      report(e);
    } catch (RuntimeException e) {
      report(Failures.translate("No message could be delivered", e));
    } finally {
      turn.delivering(false);
    }
  }

  /** The end of the node is told by the connection. */
  private void report(JMSException failure) {
    if (!Failures.isEndOfNode(failure.getCause())) {
      problems.report(failure);
    }
  }

  /** Waits until nothing is being delivered; only once deliveries are shut off. */
  void awaitIdle() {
    gate.awaitLeft();
  }

  /** Puts back what was assigned and not run. */
  void recall() {
    Assignment assignment = assignments.poll();
    while (assignment != null) {
      assignment.recall();
      assignment = assignments.poll();
    }
  }
}
