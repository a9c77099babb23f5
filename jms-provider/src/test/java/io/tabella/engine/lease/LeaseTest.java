package io.tabella.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.service.SettableTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseTest {

  private static final Duration GRANTED = Duration.ofSeconds(10);
  private static final Duration TRUSTED = Duration.ofSeconds(9);

  private final SettableTicker ticker = new SettableTicker();
  private final Lease lease = new Lease(ticker, GRANTED, ticker.nanos());

  @Test
  void leaseIsTrustedLessThanItWasGranted() {
    ticker.advance(TRUSTED.minusNanos(1));
    assertThat(lease.isTrusted()).isTrue();
    ticker.advance(Duration.ofNanos(1));
    assertThat(lease.isTrusted()).isFalse();
  }

  @Test
  void renewalCountsFromWhenItWasAskedFor() {
    long askedAt = ticker.nanos();
    ticker.advance(Duration.ofSeconds(4));
    lease.renewed(askedAt);
    ticker.advance(TRUSTED.minusSeconds(4));

    assertThat(lease.isTrusted()).isFalse();
  }

  @Test
  void leaseThatWasRenewedLateIsTrustedAgain() {
    ticker.advance(Duration.ofMinutes(1));
    assertThat(lease.isTrusted()).isFalse();
    lease.renewed(ticker.nanos());

    assertThat(lease.isTrusted()).isTrue();
  }

  @Test
  void nodeThatJustJoinedMayReap() {
    assertThat(lease.isSteady()).isTrue();
  }

  @Test
  void nodeThatMissesAHeartbeatMayStillReap() {
    renewAfter(2);
    renewAfter(4);
    ticker.advance(Duration.ofSeconds(4));

    assertThat(lease.isSteady()).isTrue();
  }

  @Test
  void nodeThatIsNotHeardMayNotReap() {
    ticker.advance(GRANTED.dividedBy(3).multipliedBy(2));

    assertThat(lease.isSteady()).isFalse();
  }

  @Test
  void nodeThatWasNotHeardMayReapAfterTwoLeasesInWhichItWas() {
    renewAfter(12);
    for (int heartbeat = 1; heartbeat <= 9; heartbeat++) {
      renewAfter(2);
      assertThat(lease.isSteady()).isFalse();
    }
    renewAfter(2);

    assertThat(lease.isSteady()).isTrue();
  }

  private void renewAfter(int seconds) {
    ticker.advance(Duration.ofSeconds(seconds));
    lease.renewed(ticker.nanos());
  }
}
