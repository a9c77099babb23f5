package io.tabella.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.HeldKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

  private final Counted delivery = new Counted();

  /** Counts what it is told. */
  private static final class Counted extends Delivery {

    private int losses;
    private int returns;

    Counted() {
      super(0, false);
    }

    @Override
    protected void onLost() {
      losses++;
    }

    @Override
    protected void returnToBuffer() {
      returns++;
    }

    @Override
    public String source() {
      return "queue:test";
    }

    @Override
    public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void handOverIn(UnitOfWork unit, BranchWrite branch) {}

    @Override
    public void acknowledgeIn(UnitOfWork unit) {}

    @Override
    protected void recountIn(UnitOfWork unit, int failed) {}

    @Override
    protected void postponeIn(UnitOfWork unit, int failed, long dueAt) {}

    @Override
    protected void postponed(long dueAt) {}

    @Override
    protected StoredMessage storedMessage() {
      MessageHeader header = new MessageHeader("ID:1", 0, 0, 4, true, null, null, null, null);
      return new StoredMessage(header, null, new Body.Bytes(BodyKind.BYTES, new byte[0]));
    }

    @Override
    protected StoredMessage movable() {
      return storedMessage();
    }
  }

  /** A lane and a session may both find out; groups count what is in hands. */
  @Test
  void whatIsLostTwiceIsGoneOnce() {
    delivery.lost();
    delivery.lost();

    assertThat(delivery.losses).isEqualTo(1);
  }

  @Test
  void whatIsLostDoesNotComeBack() {
    delivery.lost();
    delivery.putBack();

    assertThat(delivery.returns).isZero();
  }
}
