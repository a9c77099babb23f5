package io.tabella.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.transaction.WaitingUnits.Census;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class GatheringTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Gathering gathering = new Gathering();

  @Test
  void laneWithoutUnitsWaitsForASignal() {
    assertThat(gathering.nanosToWait(new Census(0, 0, 0, false), 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void singleSenderNeverWaits() {
    gathering.ended(1, MILLI, 0);

    assertThat(gathering.nanosToWait(urgent(1), 0)).isZero();
  }

  @Test
  void firstOfThoseWhoComeBackWaitsAQuarterOfTheLastBatch() {
    gathering.ended(8, MILLI, 0);

    assertThat(gathering.nanosToWait(urgent(1), 0)).isEqualTo(MILLI / 4);
    assertThat(gathering.nanosToWait(urgent(7), MILLI / 4)).isZero();
    assertThat(gathering.nanosToWait(urgent(8), 0)).isZero();
  }

  @Test
  void nobodyWaitsLongerThanHalfAMillisecondForOthers() {
    gathering.ended(8, 1_000 * MILLI, 0);

    assertThat(gathering.nanosToWait(urgent(1), 0)).isEqualTo(MILLI / 2);
  }

  @Test
  void batchOfAcknowledgementsAloneDoesNotMakeSendersForgotten() {
    gathering.ended(8, MILLI, 0);
    gathering.ended(0, MILLI, MILLI);

    assertThat(gathering.nanosToWait(urgent(1), MILLI)).isPositive();
  }

  @Test
  void acknowledgementsGoWithTheNextSender() {
    assertThat(gathering.nanosToWait(new Census(1, 5, 0, false), 0)).isZero();
  }

  @Test
  void acknowledgementsThatNobodyWaitsForGoAfterAWhileOrWhenTheyAreMany() {
    assertThat(gathering.nanosToWait(new Census(0, 1, 0, false), MILLI)).isEqualTo(MILLI);
    assertThat(gathering.nanosToWait(new Census(0, 1, 0, false), 2 * MILLI)).isZero();
    assertThat(gathering.nanosToWait(new Census(0, 64, 0, false), 0)).isZero();
  }

  @Test
  void closedLaneCommitsWhatIsThereAtOnce() {
    gathering.ended(8, MILLI, 0);

    assertThat(gathering.nanosToWait(new Census(1, 0, 0, true), 0)).isZero();
    assertThat(gathering.nanosToWait(new Census(0, 1, 0, true), 0)).isZero();
  }

  private static Census urgent(int units) {
    return new Census(units, 0, 0, false);
  }
}
