package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.HeldKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class TransactedModeTest {

  @Test
  void messageThatCannotBePartOfTheTransactionGoesBackWithoutItsListener() throws Exception {
    try (TabellaConnectionFactory factory =
            new TabellaConnectionFactory("jdbc:h2:mem:transacted-mode");
        JmsConnection connection = (JmsConnection) factory.createConnection()) {
      TransactedMode mode =
          new TransactedMode(new SessionLane(connection.node(), connection.node().commonLane()));
      Broken delivery = new Broken();

      assertThatThrownBy(() -> mode.deliver(delivery, () -> delivery.shown = true))
          .hasMessage("no more rows");
      assertThat(delivery.shown).isFalse();
      assertThat(delivery.returned).isEqualTo(1);
      mode.close();
      assertThat(delivery.returned).isEqualTo(1);
    }
  }

  private static final class Broken extends Delivery {

    private boolean shown;
    private int returned;

    Broken() {
      super(0, false);
    }

    @Override
    public String source() {
      return "queue:broken";
    }

    @Override
    public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void handOverIn(UnitOfWork unit, BranchWrite branch) {}

    @Override
    public void acknowledgeIn(UnitOfWork unit) {
      throw new IllegalStateException("no more rows");
    }

    @Override
    protected void recountIn(UnitOfWork unit, int failed) {}

    @Override
    protected void postponeIn(UnitOfWork unit, int failed, long dueAt) {}

    @Override
    protected void postponed(long dueAt) {}

    @Override
    protected StoredMessage storedMessage() {
      MessageHeader header = new MessageHeader("ID:1", 1, 0, 4, true, null, null, null, null);
      return new StoredMessage(header, null, new Body.Empty(BodyKind.NONE));
    }

    @Override
    protected StoredMessage movable() {
      return storedMessage();
    }

    @Override
    protected void returnToBuffer() {
      returned++;
    }
  }
}
