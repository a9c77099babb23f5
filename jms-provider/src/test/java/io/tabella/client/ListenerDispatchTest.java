package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.StoreUnavailableException;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ListenerDispatchTest {

  private final Bell bell = new Bell();
  private final List<ListenerDispatch.Turn> turns = new CopyOnWriteArrayList<>();
  private final Problems problems = new Problems();
  private final BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
  private final ListenerDispatch dispatch =
      new ListenerDispatch(bell, new AsynchronousSends(bell), turns, problems, new CallbackTurn());

  ListenerDispatchTest() {
    problems.listener(told::add);
  }

  @AfterEach
  void end() {
    dispatch.end();
  }

  @Test
  void consumerThatFailsDoesNotHoldUpTheOthers() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch delivered = new CountDownLatch(1_000);
    turns.add(
        () -> {
          attempts.incrementAndGet();
          throw Failures.translate("Not done", new StoreUnavailableException("away", null));
        });
    turns.add(() -> hasDelivered(delivered));

    dispatch.begin();
    delivered.await();

    assertThat(told.take()).hasMessage("Not done: away");
    assertThat(attempts.get()).isLessThan(1_000);
  }

  private static boolean hasDelivered(CountDownLatch delivered) {
    delivered.countDown();
    return delivered.getCount() > 0;
  }

  @Test
  void threadSurvivesErrors() throws Exception {
    CountDownLatch delivered = new CountDownLatch(1);
    turns.add(
        () -> {
          throw new NoClassDefFoundError("planned by a test");
        });
    turns.add(
        () -> {
          throw new UnsupportedOperationException("planned by a test");
        });
    turns.add(() -> hasDelivered(delivered));

    dispatch.begin();
    delivered.await();

    assertThat(List.of(told.take(), told.take()))
        .extracting(Throwable::getCause)
        .extracting(cause -> (Object) cause.getClass())
        .containsExactly(NoClassDefFoundError.class, UnsupportedOperationException.class);
  }

  @Test
  void consumerThatFailedIsTriedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(1);
    turns.add(
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new UnsupportedOperationException("the first time");
          }
          return hasDelivered(again);
        });

    dispatch.begin();

    again.await();
  }
}
