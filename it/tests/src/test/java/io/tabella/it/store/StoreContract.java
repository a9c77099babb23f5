package io.tabella.it.store;

import org.junit.jupiter.api.Nested;

/** What every store has to do, whatever the database. */
abstract class StoreContract {

  abstract StoreTarget target();

  @Nested
  class QueueEntriesOf extends QueueEntriesContract {
    QueueEntriesOf() {
      super(target());
    }
  }

  @Nested
  class QueuesOf extends QueuesContract {
    QueuesOf() {
      super(target());
    }
  }

  @Nested
  class SettingsOf extends SettingsContract {
    SettingsOf() {
      super(target());
    }
  }

  @Nested
  class MessageGroupsOf extends MessageGroupsContract {
    MessageGroupsOf() {
      super(target());
    }
  }

  @Nested
  class DuplicateIdsOf extends DuplicateIdsContract {
    DuplicateIdsOf() {
      super(target());
    }
  }

  @Nested
  class LastValuesOf extends LastValuesContract {
    LastValuesOf() {
      super(target());
    }
  }

  @Nested
  class BodiesOf extends BodiesContract {
    BodiesOf() {
      super(target());
    }
  }

  @Nested
  class LedgersOf extends LedgerContract {
    LedgersOf() {
      super(target());
    }
  }

  @Nested
  class NodesOf extends NodesContract {
    NodesOf() {
      super(target());
    }
  }

  @Nested
  class DestinationsOf extends DestinationsContract {
    DestinationsOf() {
      super(target());
    }
  }

  @Nested
  class TopicLogOf extends TopicLogContract {
    TopicLogOf() {
      super(target());
    }
  }

  @Nested
  class SubscriptionsOf extends SubscriptionsContract {
    SubscriptionsOf() {
      super(target());
    }
  }

  @Nested
  class StagedOf extends StagedContract {
    StagedOf() {
      super(target());
    }
  }

  @Nested
  class BranchesOf extends BranchesContract {
    BranchesOf() {
      super(target());
    }
  }

  @Nested
  class JoiningOf extends JoiningContract {
    JoiningOf() {
      super(target());
    }
  }

  @Nested
  class OpeningOf extends OpeningContract {
    OpeningOf() {
      super(target());
    }
  }

  @Nested
  class GivenDataSourceOf extends GivenDataSourceContract {
    GivenDataSourceOf() {
      super(target());
    }
  }
}
