package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProblemsTest {

  private final CountDownLatch secondCall = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void listenerIsToldOneProblemAtATime() throws InterruptedException {
    Problems problems = new Problems();
    problems.listener(this::tell);

    problems.report(new JMSException("first"));
    problems.report(new JMSException("second"));

    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("first, alone: true");
    assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("second");
  }

  private void tell(JMSException problem) {
    if ("first".equals(problem.getMessage())) {
      told.add("first, alone: " + !isJoinedByTheSecond());
    } else {
      secondCall.countDown();
      told.add("second");
    }
  }

  private boolean isJoinedByTheSecond() {
    try {
      return secondCall.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
