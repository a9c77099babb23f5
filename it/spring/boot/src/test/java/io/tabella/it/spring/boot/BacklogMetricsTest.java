package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.spring.BacklogMetrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** How the counting of what waits ends. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BacklogMetricsTest {

  /** A database that is asked, and does not answer yet. */
  private static final class Busy extends AbstractDataSource {

    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answers = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public Connection getConnection() throws SQLException {
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      throw new SQLException("away");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }

  @Test
  void looksUnderWayAreWaitedForAndNotInterrupted() throws Exception {
    Busy database = new Busy();
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(database)) {
      BacklogMetrics metrics = new BacklogMetrics(factory, Duration.ofMinutes(1));
      metrics.bindTo(new SimpleMeterRegistry());
      database.asked.await();
      Thread closing = new Thread(metrics::close, "closing");
      closing.start();
      Eventually.eventually(
          () -> "closes: " + closing.getState(),
          () -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
      database.answers.countDown();
      closing.join();
    }

    // H2 closes its file, for everybody, when a thread that is interrupted reads or writes.
    assertThat(database.interrupted.getCount()).as("interrupted").isOne();
  }
}
