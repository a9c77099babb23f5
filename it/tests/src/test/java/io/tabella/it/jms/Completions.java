package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A completion listener that remembers what it was told, and does something if it is told to. */
final class Completions implements CompletionListener {

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Listeners.Checked reaction;

  /**
   * One call.
   *
   * @param failure null if the message was sent
   */
  record Told(Message message, @Nullable Exception failure, Thread by) {}

  Completions() {
    this(message -> {});
  }

  /** One that reacts first when a message is sent. */
  Completions(Listeners.Checked reaction) {
    this.reaction = reaction;
  }

  @Override
  public void onCompletion(Message message) {
    try {
      reaction.onMessage(message);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    } finally {
      told.add(new Told(message, null, Thread.currentThread()));
    }
  }

  @Override
  public void onException(Message message, Exception exception) {
    told.add(new Told(message, exception, Thread.currentThread()));
  }

  /** How many calls nobody has asked for. */
  int size() {
    return told.size();
  }

  /** The next call, which must come. */
  Told next() throws InterruptedException {
    Told next = told.poll(Rig.LONG, TimeUnit.MILLISECONDS);
    assertThat(next).as("a completion").isNotNull();
    return next;
  }

  /** The text of the next message, which must have been sent. */
  @Nullable String nextText() throws InterruptedException, JMSException {
    Told next = next();
    assertThat(next.failure()).isNull();
    return Rig.text(next.message());
  }
}
