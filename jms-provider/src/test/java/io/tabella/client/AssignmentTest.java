package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.BranchWrite;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.HeldKey;
import io.tabella.store.StoredMessage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class AssignmentTest {

  private final CountDownLatch returning = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicBoolean back = new AtomicBoolean();
  private final Delivery delivery = new Slow();
  private final Assignment assignment = new Assignment(new DeliveryGate(() -> true));

  @Test
  void recallReturnsWhenWhatAnotherOneRecallsIsBack() throws Exception {
    assignment.add(delivery);
    Thread other = new Thread(assignment::recall);
    other.start();
    returning.await();
    AtomicBoolean backAtEnd = new AtomicBoolean();
    Thread mine =
        new Thread(
            () -> {
              assignment.recall();
              backAtEnd.set(back.get());
            });

    mine.start();
    mine.join(50);
    goOn.countDown();
    other.join();
    mine.join();

    assertThat(backAtEnd).isTrue();
  }

  @Test
  void whatIsAddedToARecalledOneGoesBackAtOnce() {
    goOn.countDown();
    assignment.recall();
    assignment.add(delivery);
    assertThat(back).isTrue();
    assertThat(assignment.isEmpty()).isTrue();
  }

  @Test
  void whatWasRecalledDoesNotBegin() {
    goOn.countDown();
    assignment.add(delivery);
    Delivery first = assignment.first();
    assignment.recall();
    assertThat(first).isSameAs(delivery);
    assertThat(assignment.begin(delivery)).isFalse();
  }

  /** It comes back when it is let. */
  private final class Slow extends Delivery {

    Slow() {
      super(0, false);
    }

    @Override
    protected void returnToBuffer() {
      returning.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      back.set(true);
    }

    @Override
    public String source() {
      return "queue:slow";
    }

    @Override
    public Supplier<Removable> aloneIn(UnitOfWork unit, Predicate<HeldKey> undecided) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void handOverIn(UnitOfWork unit, BranchWrite branch) {}

    @Override
    public void acknowledgeIn(UnitOfWork unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void recountIn(UnitOfWork unit, int failed) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void postponeIn(UnitOfWork unit, int failed, long dueAt) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void postponed(long dueAt) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected StoredMessage storedMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected StoredMessage movable() {
      throw new UnsupportedOperationException();
    }
  }
}
