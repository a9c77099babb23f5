package io.tabella.client;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Takes all steps of closing something, whatever one of them throws; then throws the first. */
final class Closing {

  private @Nullable JMSException first;

  /** One step. */
  interface Step {
    void take() throws JMSException;
  }

  void step(Step step) {
    try {
      step.take();
    } catch (JMSException e) {
      keep(e);
    } catch (RuntimeException e) {
      keep(Failures.translate("Not everything could be closed", e));
    }
  }

  /** Throws what the first step that failed has thrown. */
  void finish() throws JMSException {
    if (first != null) {
      throw first;
    }
  }

  private void keep(JMSException e) {
    if (first == null) {
      first = e;
    } else {
      first.addSuppressed(e);
    }
  }
}
