package io.tabella.client;

import io.tabella.destination.JmsQueue;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.dispatch.Browse;
import io.tabella.message.MessageCodec;
import io.tabella.message.Receiving;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a queue's messages without taking them, also at those that somebody has received and not
 * yet acknowledged. Belongs to its session's thread; {@link #close} may be called by any. Jakarta
 * Messaging 3.1, 4.1.6.
 */
final class JmsQueueBrowser implements QueueBrowser {

  private final SessionCore session;
  private final JmsQueue queue;
  private final @Nullable String selector;
  private final MessageFilter filter;
  private final MessageCodec codec;
  private final Life life = new Life("browser");

  /**
   * A browser.
   *
   * @param selector its text; null for all messages
   * @param filter what that comes to
   */
  JmsQueueBrowser(
      SessionCore session,
      JmsQueue queue,
      @Nullable String selector,
      MessageFilter filter,
      MessageCodec codec) {
    this.session = session;
    this.queue = queue;
    this.selector = selector;
    this.filter = filter;
    this.codec = codec;
  }

  JmsQueue destination() {
    return queue;
  }

  @Override
  public Queue getQueue() throws JMSException {
    check();
    return queue;
  }

  @Override
  public @Nullable String getMessageSelector() throws JMSException {
    check();
    return selector;
  }

  /**
   * A walk that begins now. Its methods throw {@link jakarta.jms.JMSRuntimeException} where others
   * throw JMSException.
   */
  @Override
  public Enumeration<Message> getEnumeration() throws JMSException {
    check();
    return new Walk(session.consumers().browse(queue, filter));
  }

  @Override
  public void close() {
    if (life.beginClosing()) {
      session.consumers().forget(this);
      life.end();
    }
  }

  /** The next message of a walk, as its next consumer would see it; null at the end. */
  static @Nullable Message next(Browse browse, JmsQueue queue, MessageCodec codec)
      throws JMSException {
    Browse.Seen seen = browse.next();
    return seen == null
        ? null
        : codec.decode(seen.message(), Receiving.look(queue, seen.attempts() + 1));
  }

  private void check() throws JMSException {
    life.check();
    session.check();
  }

  @SuppressWarnings("JdkObsolete") // the specification's type
  private final class Walk implements Enumeration<Message> {

    private final Browse browse;
    private @Nullable Message next;

    Walk(Browse browse) {
      this.browse = browse;
    }

    @Override
    public boolean hasMoreElements() {
      if (next == null) {
        next = read();
      }
      return next != null;
    }

    @Override
    public Message nextElement() {
      if (!hasMoreElements() || next == null) {
        throw new NoSuchElementException("the queue has no more messages");
      }
      Message message = next;
      next = null;
      return message;
    }

    private @Nullable Message read() {
      try {
        check();
        return next(browse, queue, codec);
      } catch (RuntimeException e) {
        throw Unchecked.twin(
            Failures.translate("The queue " + queue.name() + " cannot be browsed", e));
      } catch (JMSException e) {
        throw Unchecked.twin(e);
      }
    }
  }
}
