package io.tabella.engine.log;

import io.tabella.store.LogKey;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import io.tabella.store.Subscriptions;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to make a subscription, or to find it and get hold of it, inside a transaction of a
 * lane, which may make the attempt again. Belongs to the lane's thread until that has committed.
 */
final class Opening {

  private final SubscriptionRequest request;
  private final long node;
  private final List<Long> topics;
  private SubscriptionRecord opened;
  private long blockedBy = SubscriptionRecord.NOBODY;
  private boolean ofOtherKind;

  /**
   * An attempt.
   *
   * @param topics those that there are; one that is made meanwhile is read from its beginning
   */
  Opening(SubscriptionRequest request, long node, List<Long> topics) {
    this.request = request;
    this.node = node;
    this.topics = topics;
    this.opened = new SubscriptionRecord(0, request.spec(), SubscriptionRecord.NOBODY);
  }

  /** What was opened, unless {@link #blockedBy} tells who has it. */
  SubscriptionRecord opened() {
    return opened;
  }

  /** The node that reads it, if one does. */
  long blockedBy() {
    return blockedBy;
  }

  /** Whether a durable one of that name is shared and this would not be, or the reverse. */
  boolean isOfOtherKind() {
    return ofOtherKind;
  }

  void write(StoreTransaction transaction) {
    SubscriptionSpec spec = request.spec();
    Subscriptions subscriptions = transaction.subscriptions();
    blockedBy = SubscriptionRecord.NOBODY;
    ofOtherKind = false;
    Optional<SubscriptionRecord> found =
        subscriptions.lock(spec.kind().durable(), spec.clientId(), spec.name());
    if (found.isPresent()) {
      open(transaction, found.get());
    } else {
      create(transaction);
    }
  }

  private void open(StoreTransaction transaction, SubscriptionRecord found) {
    SubscriptionSpec spec = request.spec();
    Subscriptions subscriptions = transaction.subscriptions();
    // Never made anew: its messages are somebody's who has not asked for anything.
    ofOtherKind = found.spec().kind() != spec.kind();
    if (ofOtherKind || !isFree(subscriptions, found)) {
      return;
    }
    if (!found.spec().equals(spec)) {
      subscriptions.delete(found.id());
      create(transaction);
      return;
    }
    opened = found;
    if (spec.kind().shared()) {
      subscriptions.join(found.id(), node);
    } else {
      subscriptions.hold(found.id(), node);
    }
  }

  /** Whether it may be had as it is asked for. */
  private boolean isFree(Subscriptions subscriptions, SubscriptionRecord found) {
    boolean same = found.spec().equals(request.spec());
    if (same && found.spec().kind().shared()) {
      return true;
    }
    List<Long> members = subscriptions.members(found.id());
    if (found.holder() != SubscriptionRecord.NOBODY) {
      blockedBy = found.holder();
    } else if (!members.isEmpty()) {
      blockedBy = members.get(0);
    }
    return blockedBy == SubscriptionRecord.NOBODY;
  }

  /** The topics first: neither a sweeper nor another opening can then miss the cursors. */
  private void create(StoreTransaction transaction) {
    SubscriptionSpec spec = request.spec();
    topics.forEach(transaction.log()::lock);
    boolean shared = spec.kind().shared();
    long holder = shared ? SubscriptionRecord.NOBODY : node;
    long id = transaction.subscriptions().create(spec, holder);
    for (long topic : topics) {
      for (LogKey log : transaction.log().findLogs(topic)) {
        long first = request.start().firstIn(transaction.log(), log);
        transaction.subscriptions().setCursor(id, log, first);
      }
    }
    if (shared) {
      transaction.subscriptions().join(id, node);
    }
    opened = new SubscriptionRecord(id, spec, holder);
  }
}
