package io.tabella.store.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

  private final Failures failures = new Failures(failure -> FailureKind.UNAVAILABLE, "MySQL x");

  @Test
  void whatTheNetworkSaidIsTold() {
    SQLException failure =
        new SQLException(
            "Communications link failure",
            "08S01",
            new RuntimeException("driver", new UnknownHostException("localhst")));
    assertThat(failures.translate(failure))
        .hasMessageContaining("MySQL x: Communications link failure")
        .hasMessageContaining("(UnknownHostException: localhst)");
  }

  @Test
  void causeThatIsItselfDoesNotHoldItUp() {
    SQLException failure = new SQLException("lost", new RuntimeException("no network"));
    assertThat(failures.translate(failure))
        .hasMessageContaining("lost [SQLState")
        .hasMessageContaining("lost [");
  }

  @Test
  void stateIsTheDatabasesOwnWhereAServerHasWrappedIt() {
    Failures byState =
        new Failures(
            failure ->
                "40001".equals(failure.getSQLState()) ? FailureKind.CONFLICT : FailureKind.REJECTED,
            "MySQL x");
    SQLException wrapped =
        new SQLException(
            new RuntimeException("by reflection", new SQLException("deadlock", "40001")));
    assertThat(byState.classify(wrapped)).isEqualTo(FailureKind.CONFLICT);
    assertThat(byState.classify(new SQLException("nothing is told")))
        .isEqualTo(FailureKind.REJECTED);
  }
}
