package io.tabella.client;

import io.tabella.engine.Node;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session's way to the store: its lane, and what goes through it. A session keeps its lane, but
 * one that is to work for connection consumers goes over to theirs. For all threads.
 */
final class SessionLane {

  private final Node node;
  private volatile Lane lane;

  SessionLane(Node node, Lane lane) {
    this.node = node;
    this.lane = lane;
  }

  /** The lane itself, for those that read from queues. */
  Lane lane() {
    return lane;
  }

  /** An id that no other transaction has. */
  String newTransactionId() {
    return node.newTransactionId();
  }

  /** Goes over to another lane, when what this one has is stored: the order is that of a lane. */
  void moveTo(Lane other) throws JMSException {
    if (lane != other) {
      UnitOfWork barrier = new UnitOfWork();
      barrier.also(transaction -> {});
      try {
        lane.commit(barrier);
      } catch (RuntimeException e) {
        throw Failures.translate("The session cannot work for connection consumers", e);
      }
      lane = other;
    }
  }

  /** Commits one send and waits. */
  void send(Outlet outlet, StoredMessage message) throws JMSException {
    UnitOfWork unit = new UnitOfWork();
    outlet.sendIn(unit, message);
    try {
      lane.commit(unit);
    } catch (RuntimeException e) {
      throw Failures.translate("The message was not sent", e);
    }
  }

  /** Commits acknowledgements and waits. */
  void acknowledge(List<Delivery> deliveries) throws JMSException {
    UnitOfWork unit = new UnitOfWork();
    deliveries.forEach(delivery -> delivery.acknowledgeIn(unit));
    try {
      lane.commit(unit);
    } catch (RuntimeException e) {
      throw Failures.translate("The acknowledgement was not stored", e);
    }
  }

  /**
   * Commits a transaction and waits.
   *
   * @throws jakarta.jms.TransactionRolledBackException if nothing of it is stored
   * @throws JMSException if nobody knows whether it is stored
   */
  void commit(UnitOfWork unit) throws JMSException {
    try {
      lane.commit(unit);
    } catch (RuntimeException e) {
      throw Failures.notCommitted(e);
    }
  }

  /** Commits some time soon; nobody waits for it. */
  CompletionStage<Void> submitLazily(UnitOfWork unit) {
    return lane.submitLazily(unit);
  }

  /** Commits without waiting. */
  CompletableFuture<Void> submit(UnitOfWork unit) {
    return lane.submit(unit);
  }

  /** Hands a message over to a consumer of this JVM without storing it, if one has room. */
  boolean offerVolatile(Outlet outlet, StoredMessage message) {
    return outlet.offerVolatile(message);
  }

  /**
   * Gives messages back that the application has seen: their counts are raised and stored. A node
   * that has ended holds nothing to give back, so that is no failure here.
   *
   * @param reason for the dead-letter queue
   */
  void handBack(List<Delivery> deliveries, @Nullable String reason) throws JMSException {
    if (deliveries.isEmpty()) {
      return;
    }
    try {
      node.redelivery().handBack(lane, deliveries, reason);
    } catch (RuntimeException e) {
      if (!Failures.isEndOfNode(e) && !Failures.isUnknown(e)) {
        throw Failures.translate("The received messages were given back, but not counted", e);
      }
    }
  }
}
