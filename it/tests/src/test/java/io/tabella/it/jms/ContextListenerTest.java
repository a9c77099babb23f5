package io.tabella.it.jms;

import static io.tabella.it.jms.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners of contexts, and what they may do to their own. Jakarta Messaging 3.1, 6.3 and 8.7. */
final class ContextListenerTest extends JmsBehaviour {

  /** What a call in a listener has thrown; an empty text if nothing. */
  private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

  @BeforeEach
  void nothingHeard() {
    outcomes.clear();
  }

  private MessageListener calling(Runnable call) {
    return message -> {
      try {
        call.run();
        outcomes.add("");
      } catch (RuntimeException e) {
        outcomes.add(e);
      }
    };
  }

  private Object outcome() throws InterruptedException {
    return Objects.requireNonNull(outcomes.poll(Rig.LONG, TimeUnit.MILLISECONDS), "nothing heard");
  }

  private void assertRefused() throws InterruptedException {
    assertThat(outcome())
        .isExactlyInstanceOf(IllegalStateRuntimeException.class)
        .hasFieldOrPropertyWithValue("errorCode", "LISTENING");
  }

  private static @Nullable MessageListener listen(
      JMSContext context, Queue queue, MessageListener listener) {
    JMSConsumer consumer = context.createConsumer(queue);
    consumer.setMessageListener(listener);
    return consumer.getMessageListener();
  }

  @Test
  void listenerGetsWhatIsSent() throws Exception {
    Queue queue = rig.newQueue();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    MessageListener listener = Listeners.checked(message -> heard.add("" + Rig.text(message)));

    assertThat(listen(rig.context(), queue, listener)).isSameAs(listener);
    rig.send(queue, "a");

    assertThat(heard.poll(Rig.LONG, TimeUnit.MILLISECONDS)).isEqualTo("a");
  }

  @Test
  void listenerMustNotCloseOrStopItsOwnContext() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    rig.send(queue, "a", "b", "c", "d");
    List<Runnable> calls = List.of(context::close, context::stop, other::stop);
    BlockingQueue<Runnable> next = new LinkedBlockingQueue<>(calls);

    listen(context, queue, calling(() -> Objects.requireNonNullElse(next.poll(), () -> {}).run()));

    assertRefused();
    assertRefused();
    assertRefused();
    assertThat(outcome()).isEqualTo("");
    context.close();
    other.close();
  }

  @Test
  void listenerMayCloseAnotherContextOfItsConnection() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    rig.send(queue, "a", "b");

    listen(context, queue, calling(other::close));

    assertThat(outcome()).isEqualTo("");
    assertThat(outcome()).isEqualTo("");
    assertThat(context.createTextMessage()).isNotNull();
  }

  @Test
  void listenerOfATransactedContextCommitsAndRollsBack() throws Exception {
    Queue queue = rig.newQueue();
    Queue next = rig.newQueue();
    JMSContext context = rig.context(JMSContext.SESSION_TRANSACTED);
    rig.send(queue, "a");

    listen(
        context,
        queue,
        message ->
            calling(
                    () -> {
                      context.createProducer().send(next, message);
                      if (outcomes.isEmpty()) {
                        context.rollback();
                      } else {
                        context.commit();
                      }
                    })
                .onMessage(message));

    awaitOutcomes(2);
    context.close();
    assertThat(rig.drain(next)).containsExactly("a");
    assertThat(rig.drain(queue)).isEmpty();
  }

  private void awaitOutcomes(int number) {
    while (outcomes.size() < number) {
      Thread.onSpinWait();
    }
    assertThat(outcomes).containsOnly("");
  }

  @Test
  void listenerUsesEverythingUntilItReturnsAlthoughItsContextIsBeingClosed() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    rig.send(queue, "a");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    listen(
        context,
        queue,
        message -> {
          inside.countDown();
          await(closing);
          calling(context::close).onMessage(message);
          calling(() -> context.createProducer().send(queue, "of the listener")).onMessage(message);
        });
    await(inside);

    Blocked<Boolean> closed =
        Blocked.in(
            () -> {
              context.close();
              return true;
            });
    closing.countDown();

    assertRefused();
    assertThat(outcome()).isEqualTo("");
    assertThat(closed.result()).isTrue();
    assertThat(rig.drain(queue)).containsExactly("of the listener");
  }

  @Test
  void secondListenerCanBeSetWhileTheFirstIsInUse() throws Exception {
    Queue one = rig.newQueue();
    Queue other = rig.newQueue();
    JMSContext context = rig.context();
    rig.send(one, "a");
    listen(context, one, calling(() -> {}));
    assertThat(outcome()).isEqualTo("");
    rig.send(other, "b");
    listen(context, other, calling(() -> {}));
    assertThat(outcome()).isEqualTo("");
    rig.send(one, "c");
    assertThat(outcome()).isEqualTo("");
  }
}
