package io.tabella.it.store;

import io.tabella.store.Batch;
import io.tabella.store.Claim;
import io.tabella.store.Claimed;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes.JoinRequest;
import io.tabella.store.Nodes.NodeRecord;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreTransaction;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A node that has joined, and writes through one lane. Belongs to one thread. */
final class Member {

  private final MessageStore store;
  private final NodeRecord record;
  private long committed;

  private Member(MessageStore store, NodeRecord record) {
    this.store = store;
    this.record = record;
  }

  static Member join(MessageStore store) {
    return joinFor(store, 60_000);
  }

  static Member joinFor(MessageStore store, long leaseMillis) {
    return new Member(store, store.nodes().join(new JoinRequest("test", leaseMillis, 2, 1)));
  }

  NodeRecord record() {
    return record;
  }

  long id() {
    return record.node();
  }

  Batch next() {
    return new Batch(record.ledgers().lanes().get(0), committed + 1);
  }

  /** Takes note that the next batch was committed by other means. */
  void count() {
    committed++;
  }

  <T> T write(Function<StoreTransaction, T> work) {
    try (StoreTransaction transaction = store.begin(next())) {
      T result = work.apply(transaction);
      transaction.commit();
      committed++;
      return result;
    }
  }

  void run(Consumer<StoreTransaction> work) {
    write(
        transaction -> {
          work.accept(transaction);
          return this;
        });
  }

  void send(List<QueueEntry> entries) {
    run(transaction -> transaction.entries().insert(entries));
  }

  void send(QueueEntry... entries) {
    send(List.of(entries));
  }

  Claimed claim(ScanStart start, int limit) {
    return claim(start, limit, Long.MAX_VALUE);
  }

  Claimed claim(ScanStart start, int limit, long maxBytes) {
    return write(
        transaction -> transaction.entries().claim(new Claim(start, id(), limit, maxBytes)));
  }

  List<QueueEntry> claimAll(long queue) {
    return claim(ScanStart.ofBeginning(queue), 1_000).entries();
  }
}
