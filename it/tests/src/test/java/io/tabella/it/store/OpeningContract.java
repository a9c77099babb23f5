package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.MessageStore;
import io.tabella.store.StoreAccessException;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What happens when a store is opened. */
abstract class OpeningContract extends Contract {

  private final StoreConfig other;

  OpeningContract(StoreTarget target) {
    super(target);
    other = target.config();
  }

  @Test
  void severalNodesMayCreateTheTablesAtOnce() throws Exception {
    openAtOnce();
    assertThat(target.query("SELECT version FROM " + other.tablePrefix() + "schema_version"))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void severalNodesMayBringTheTablesUpToDateAtOnce() throws Exception {
    Member.join(open(other));
    for (int round = 0; round < 5; round++) {
      target.execute("ALTER TABLE " + other.tablePrefix() + "staged DROP COLUMN attempts");
      target.execute("DELETE FROM " + other.tablePrefix() + "schema_version WHERE version > 2");

      openAtOnce();

      assertThat(target.query("SELECT COUNT(attempts) FROM " + other.tablePrefix() + "staged"))
          .as("round " + round)
          .containsExactly("0");
    }
  }

  @Test
  void tablesAreCreatedWhereOneConnectionIsSet() throws Exception {
    Member.join(
        open(new StoreConfig(other.source(), other.tablePrefix(), true, 1, other.durability())));
  }

  private void openAtOnce() throws Exception {
    int count = 3;
    CyclicBarrier start = new CyclicBarrier(count);
    List<Future<MessageStore>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opening.add(
          elsewhere(
              () -> {
                start.await();
                return provider().open(other);
              }));
    }
    for (Future<MessageStore> one : opening) {
      Member.join(closing(one.get()));
    }
  }

  @Test
  void tablesOfAnOlderVersionAreBroughtUpToDateWithTheirMessages() throws Exception {
    long queue = newQueue();
    Member.join(store()).send(Entries.ready(queue, 1));
    for (String name : List.of("topic_log", "subscription", "staged", "topic")) {
      target.execute("DROP TABLE " + table(name));
    }
    target.execute("DELETE FROM " + table("schema_version") + " WHERE version > 1");

    MessageStore upgraded = open(config);

    Member member = Member.join(upgraded);
    assertThat(member.claimAll(queue)).hasSize(1);
    assertThat(upgraded.topics().list()).isEmpty();
  }

  @Test
  void halfCreatedTablesAreCompleted() throws Exception {
    target.execute(
        "CREATE TABLE "
            + other.tablePrefix()
            + "slot"
            + " (slot INT NOT NULL PRIMARY KEY, node BIGINT NULL, ids_up_to BIGINT NOT NULL)");
    Member.join(open(other));
  }

  @Test
  void tablesThatAreThereNeedNoPermissionToCreate() {
    MessageStore again = open(StoreTarget.with(config, config.source(), false));
    Member.join(again);
  }

  @Test
  void tablesOfANewerVersionAreRefused() throws Exception {
    target.execute("INSERT INTO " + table("schema_version") + " (version) VALUES (7)");
    assertThatThrownBy(() -> open(config))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("are of version 7")
        .hasMessageContaining("up to version 6");
  }

  @Test
  void missingTablesThatMayNotBeCreatedNameTheFileAndTheLogin() {
    assertThatThrownBy(() -> open(StoreTarget.with(other, other.source(), false)))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("switched off")
        .hasMessageContaining("V001__create_tables.sql")
        .hasMessageContaining("s/${prefix}/" + other.tablePrefix())
        .hasMessageMatching("(?is).*login " + target.database().user() + ".*");
  }

  @Test
  void loginWithoutTheRightToCreateIsToldWhichFileToRun() throws Exception {
    target.execute(target.guestSql().toArray(String[]::new));
    assertThatThrownBy(() -> open(StoreTarget.with(other, target.login("guest", "guest"), true)))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("may not create them")
        .hasMessageContaining("V001__create_tables.sql")
        .hasMessageMatching("(?is).*login guest.*");
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThatThrownBy(() -> open(StoreTarget.with(other, target.login("nobody", "hunter2"), true)))
        .isInstanceOf(StoreAccessException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void unreachableDatabaseIsUnavailable() {
    StoreConfig.Url url = new StoreConfig.Url(target.unreachableUrl(), "u", "p");
    assertThatThrownBy(() -> open(StoreTarget.with(other, url, true)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(target.unreachableUrl());
  }

  @Test
  void unknownKindOfUrlIsRefused() {
    StoreConfig.Url url = new StoreConfig.Url("jdbc:oracle:thin:@//host/db", "u", "p");
    assertThatThrownBy(() -> open(StoreTarget.with(other, url, true)))
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("jdbc:h2:");
  }

  @Test
  void nameTellsTheDatabaseAndNoSecrets() {
    assertThat(store().name())
        .contains(target.database().jdbcUrl().replaceAll("[?;].*", ""))
        .doesNotContain("password");
    assertThat(store().suitableLanes()).isPositive();
  }

  @Test
  void closingTwiceDoesNoHarmAndAClosedStoreIsUnavailable() {
    MessageStore again = open(config);
    again.close();
    again.close();
    assertThatThrownBy(() -> again.nodes().findDead())
        .isInstanceOf(StoreUnavailableException.class);
  }
}
