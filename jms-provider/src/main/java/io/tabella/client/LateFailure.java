package io.tabella.client;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The failure of something that nobody waited for. The exception listener is told at once, the
 * session's next call throws it; what fails meanwhile has the same cause and is not told again. For
 * all threads.
 */
final class LateFailure {

  private final Problems problems;
  private final AtomicReference<JMSException> kept = new AtomicReference<>();

  LateFailure(Problems problems) {
    this.problems = problems;
  }

  /** Keeps a failure. The end of the node is not told here: the connection has told it. */
  void keep(JMSException failure) {
    if (kept.compareAndSet(null, failure) && !Failures.isEndOfNode(failure.getCause())) {
      problems.report(failure);
    }
  }

  /** Throws what is kept, once. */
  void surface() throws JMSException {
    JMSException failure = kept.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
  }
}
