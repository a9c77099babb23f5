package io.tabella.client;

import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The failure of something that nobody waited for. The exception listener is told at once, the
 * session's next call throws it. Until something works again, what else fails has the same cause
 * and is not told. For all threads.
 */
final class LateFailure {

  private final Problems problems;
  private final AtomicReference<JMSException> kept = new AtomicReference<>();
  private volatile boolean told;

  LateFailure(Problems problems) {
    this.problems = problems;
  }

  /** Keeps a failure. The end of the node is not told here: the connection has told it. */
  void keep(JMSException failure) {
    kept.compareAndSet(null, failure);
    if (!told) {
      told = true;
      tell(failure);
    }
  }

  /** Something has worked: the next failure is another one. */
  void worksAgain() {
    if (told) {
      told = false;
    }
  }

  private void tell(JMSException failure) {
    if (!Failures.isEndOfNode(failure.getCause())) {
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
