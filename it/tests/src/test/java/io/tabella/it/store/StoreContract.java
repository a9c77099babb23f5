package io.tabella.it.store;

import org.junit.jupiter.api.Nested;

/** What every store has to do, whatever the database. */
abstract class StoreContract {

  abstract TestDatabase database();

  @Nested
  class QueueEntriesOf extends QueueEntriesContract {
    QueueEntriesOf() {
      super(database());
    }
  }
}
