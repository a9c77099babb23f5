package io.tabella.store.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.EntryKey;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.StoreSetupException;
import io.tabella.store.jdbc.sql.FailureKind;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectsTest {

  private static final String ONE_RANK = " AND delivery_rank = ? AND id > ?";
  private static final Durability DURABILITY =
      new Durability(true, Duration.ofMillis(9_200), Duration.ofSeconds(3));

  @ParameterizedTest
  @CsvSource({
    "1213, 40001, CONFLICT",
    "1205, HY000, CONFLICT",
    "3101, HY000, CONFLICT",
    "1062, 23000, DUPLICATE",
    "1045, 28000, ACCESS",
    "1142, 42000, ACCESS",
    "1049, 42000, MISSING",
    "1146, 42S02, MISSING",
    "1153, 08S01, REJECTED",
    "1406, 22001, REJECTED",
    "1118, 42000, REJECTED",
    "1290, HY000, UNAVAILABLE",
    "1792, 25006, UNAVAILABLE",
    "1836, HY000, UNAVAILABLE",
    "1053, 08S01, UNAVAILABLE",
    "4031, HY000, UNAVAILABLE",
    "1040, 08004, UNAVAILABLE",
    "0, 08S01, UNAVAILABLE",
    "0, 08003, UNAVAILABLE",
    "1064, 42000, REJECTED"
  })
  void codesOfMySqlAreUnderstood(int code, String state, FailureKind kind) {
    assertThat(new MySql().classify(new SQLException("", state, code))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "50200, HYT00, CONFLICT",
    "40001, 40001, CONFLICT",
    "90131, 90131, CONFLICT",
    "23505, 23505, DUPLICATE",
    "28000, 28000, ACCESS",
    "90096, 90096, ACCESS",
    "90040, 90040, ACCESS",
    "42102, 42S02, MISSING",
    "42104, 42S04, MISSING",
    "22001, 22001, REJECTED",
    "90098, 90098, UNAVAILABLE",
    "90067, 90067, UNAVAILABLE",
    "90020, 90020, SETUP",
    "90011, 90011, SETUP"
  })
  void codesOfH2AreUnderstood(int code, String state, FailureKind kind) {
    assertThat(new H2().classify(new SQLException("", state, code))).isEqualTo(kind);
  }

  @Test
  void lostConnectionIsKnownByItsClass() {
    assertThat(new MySql().classify(new SQLRecoverableException()))
        .isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void unknownFailureDoesNotMakeAnybodyTryForEver() {
    assertThat(new MySql().classify(new SQLException("?"))).isEqualTo(FailureKind.REJECTED);
  }

  @Test
  void secondsOfMySqlAreRoundedUp() {
    assertThat(new MySql().sessionSetup(DURABILITY))
        .isEqualTo("SET SESSION innodb_lock_wait_timeout = 3, wait_timeout = 10");
  }

  @Test
  void onlyFilesAreFlushed() {
    assertThat(new H2().flushAfterCommit("jdbc:h2:./data", DURABILITY))
        .isEqualTo("CHECKPOINT SYNC");
    assertThat(new H2().flushAfterCommit("jdbc:h2:mem:data", DURABILITY)).isNull();
    Durability unflushed = new Durability(false, DURABILITY.lease(), DURABILITY.lockWait());
    assertThat(new H2().flushAfterCommit("jdbc:h2:./data", unflushed)).isNull();
  }

  @Test
  void mySqlScansAllRanksAtOnceAndTheWholeQueueWithoutConditions() {
    List<RankMark> marks = RankMark.of(new ScanStart(1, new long[] {0, 0, 0, 4, 0, 5, 0, 0, 0, 0}));
    assertThat(new MySql().ranges(marks))
        .singleElement()
        .satisfies(
            range -> assertThat(range.parameters()).containsExactly(0, 0, 0, 4, 0, 5, 0, 0, 0, 0));
    List<RankMark> beginning = RankMark.of(ScanStart.ofBeginning(1));
    assertThat(new MySql().ranges(beginning).get(0).condition()).isEmpty();
    assertThat(new MySql().probes(beginning).get(0).condition())
        .isEqualTo(new MySql().ranges(marks).get(0).condition());
  }

  @Test
  void h2ScansRankByRank() {
    List<RankMark> marks = RankMark.above(new EntryKey(1, 7, 42));
    assertThat(new H2().ranges(marks))
        .extracting(KeyRange::parameters)
        .containsExactly(new long[] {7, 42}, new long[] {8, 0}, new long[] {9, 0});
    assertThat(new H2().ranges(marks)).extracting(KeyRange::condition).containsOnly(ONE_RANK);
    assertThat(RankMark.above(EntryKey.before(1))).hasSize(10).allMatch(mark -> mark.after() == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:./data;PASSWORD=x, jdbc:h2:./data",
    "jdbc:mysql://host:1/db?password=x, jdbc:mysql://host:1/db",
    "jdbc:mysql://root:x@host/db, jdbc:mysql://host/db",
    "jdbc:mysql://(host=a;password=x)/db, jdbc:mysql://(host=a"
  })
  void secretsOfAUrlAreNotShown(String url, String shown) {
    assertThat(PrintableUrl.of(url)).isEqualTo(shown);
  }

  @Test
  void passwordAmongTheKeysOfAHostIsNotShown() {
    assertThat(PrintableUrl.of("jdbc:mysql://(host=a,user=u,password=hunter2)/db"))
        .isEqualTo("jdbc:mysql://(host=a,user=,password=)/db");
  }

  @Test
  void otherUrlsAreRefused() {
    assertThatThrownBy(() -> Dialects.ofUrl("jdbc:derby:db;password=hunter2"))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageNotContaining("hunter2");
  }
}
