package io.tabella.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long now;
  private final Lease lease = new Lease(() -> now, Duration.ofSeconds(10), 0);

  @Test
  void leaseIsTrustedLessThanItWasGranted() {
    now = 9 * SECOND - 1;
    assertThat(lease.isTrusted()).isTrue();
    now = 9 * SECOND;
    assertThat(lease.isTrusted()).isFalse();
  }

  @Test
  void nodeThatJustJoinedMayReap() {
    assertThat(lease.isSteady()).isTrue();
  }

  @Test
  void nodeThatMissesAHeartbeatMayStillReap() {
    renewAt(2);
    renewAt(6);
    now = 10 * SECOND;
    assertThat(lease.isSteady()).isTrue();
  }

  @Test
  void nodeThatIsNotHeardMayNotReap() {
    now = 5 * SECOND;
    assertThat(lease.isSteady()).isFalse();
  }

  @Test
  void nodeThatWasNotHeardMayReapAfterALeaseInWhichItWas() {
    renewAt(12);
    for (int second = 14; second < 22; second += 2) {
      assertThat(lease.isSteady()).isFalse();
      renewAt(second);
    }
    assertThat(lease.isSteady()).isFalse();
    renewAt(22);
    assertThat(lease.isSteady()).isTrue();
  }

  private void renewAt(int second) {
    now = second * SECOND;
    lease.renewed(now);
  }
}
