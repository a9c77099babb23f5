package io.tabella.it.store;

import static io.tabella.it.store.Entries.ids;
import static io.tabella.it.store.Entries.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Batch;
import io.tabella.store.FencedException;
import io.tabella.store.Outcome;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store says to writers about their ledgers. */
abstract class LedgerContract extends Contract {

  LedgerContract(StoreTarget target) {
    super(target);
  }

  @Test
  void numberThatWasUsedCannotBeUsedAgain() {
    Member node = Member.join(store());
    Batch first = node.next();
    node.run(transaction -> {});
    assertThatThrownBy(() -> store().begin(first)).isInstanceOf(FencedException.class);
    node.run(transaction -> {});
  }

  @Test
  void numberCannotBeSkipped() {
    Batch first = Member.join(store()).next();
    assertThatThrownBy(() -> store().begin(new Batch(first.ledger(), 2)))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void ledgersOfOneNodeAreIndependent() {
    Member node = Member.join(store());
    node.run(transaction -> {});
    long other = node.record().ledgers().lanes().get(1);
    try (StoreTransaction transaction = store().begin(new Batch(other, 1))) {
      node.run(t -> {});
      transaction.commit();
    }
    assertThat(store().outcomeOf(new Batch(other, 1))).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void outcomeOfACommittedBatchIsCommitted() {
    Member node = Member.join(store());
    Batch batch = node.next();
    node.run(transaction -> {});
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.COMMITTED);
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void outcomeOfARolledBackBatchIsNeverAndItsNumberCanBeUsedAgain() {
    Member node = Member.join(store());
    node.run(transaction -> {});
    Batch batch = node.next();
    store().begin(batch).close();
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.NEVER);
    node.run(transaction -> {});
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void outcomeSurvivesTheFence() {
    Member dead = Member.joinFor(store(), DEAD_AT_ONCE);
    Batch committed = dead.next();
    dead.run(transaction -> {});
    assertThat(store().nodes().fence(dead.id())).isTrue();
    assertThat(store().outcomeOf(committed)).isEqualTo(Outcome.COMMITTED);
    assertThat(store().outcomeOf(dead.next())).isEqualTo(Outcome.NEVER);
    assertThatThrownBy(() -> store().begin(dead.next())).isInstanceOf(FencedException.class);
  }

  @Test
  void outcomeOfALedgerThatIsGoneCannotBeTold() {
    Member node = Member.join(store());
    store().nodes().leave(node.id(), 0);
    assertThatThrownBy(() -> store().outcomeOf(node.next()))
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void outcomeWaitsForTheTransactionInFlight() throws Exception {
    Member node = Member.join(store());
    Batch batch = node.next();
    try (StoreTransaction inFlight = store().begin(batch)) {
      Future<Outcome> outcome = elsewhere(() -> store().outcomeOf(batch));
      inFlight.commit();
      assertThat(outcome.get()).isEqualTo(Outcome.COMMITTED);
    }
  }

  @Test
  void outcomeIsAskedForLaterIfTheTransactionDoesNotEnd() {
    Member node = Member.join(store());
    Batch batch = node.next();
    try (StoreTransaction inFlight = store().begin(batch)) {
      assertThatThrownBy(() -> store().outcomeOf(batch))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("ask again later");
      inFlight.commit();
    }
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void ledgerThatIsLockedIsAConflict() {
    Member node = Member.join(store());
    try (StoreTransaction inFlight = store().begin(node.next())) {
      assertThatThrownBy(() -> store().begin(node.next()))
          .isInstanceOf(StoreConflictException.class);
      inFlight.commit();
    }
  }

  @Test
  void failedStatementStoresNothingOfItsBatch() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(ready(queue, 1));
    Batch batch = node.next();
    try (StoreTransaction transaction = store().begin(batch)) {
      transaction.entries().insert(List.of(ready(queue, 2)));
      assertThatThrownBy(() -> transaction.entries().insert(List.of(ready(queue, 1))))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(store().outcomeOf(batch)).isEqualTo(Outcome.NEVER);
    assertThat(ids(node.claimAll(queue))).containsExactly(1L);
  }
}
