package io.tabella.it.store;

import static io.tabella.it.store.Entries.many;
import static io.tabella.it.store.Entries.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.TestDatabase;
import io.tabella.store.Batch;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.MessageStore;
import io.tabella.store.Outcome;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.StoreException;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store on MySQL does beyond the contract: lines that are cut, sessions that hang, plans.
 */
final class MySqlStoreIT {

  private TestDatabase database;
  private StoreTarget target;
  private CuttingProxy proxy;
  private MessageStore store;

  @BeforeEach
  void openStoreBehindTheProxy() throws IOException {
    database = MySqlServer.shared().createDatabase("store");
    target = new StoreTarget(database, "", List.of());
    proxy = new CuttingProxy(URI.create(database.jdbcUrl().substring(5)).getPort());
    store = Contract.provider().open(configAt(proxy.port(), StoreTarget.durability()));
  }

  @AfterEach
  void closeEverything() throws Exception {
    store.close();
    proxy.close();
    database.close();
  }

  private StoreConfig configAt(int port, Durability durability) {
    String name = URI.create(database.jdbcUrl().substring(5)).getPath();
    String url =
        "jdbc:mysql://127.0.0.1:" + port + name + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    return new StoreConfig(
        new StoreConfig.Url(url, database.user(), database.password()), "t_", true, 6, durability);
  }

  @Test
  void commitWhoseAnswerIsLostIsUnknownAndTheLedgerSaysCommitted() {
    Member node = Member.join(store);
    Batch batch = node.next();
    proxy.nextCommit(CuttingProxy.Commit.IS_NOT_ANSWERED);
    assertThatThrownBy(() -> node.send(ready(1, 1))).isInstanceOf(CommitUnknownException.class);
    proxy.nextCommit(CuttingProxy.Commit.PASSES);
    assertThat(store.outcomeOf(batch)).isEqualTo(Outcome.COMMITTED);
    assertThat(store.destinations().count(1)).isEqualTo(1);
    node.count();
    node.send(ready(1, 2));
  }

  @Test
  void commitThatNeverArrivesIsUnknownAndTheLedgerSaysNever() {
    Member node = Member.join(store);
    Batch batch = node.next();
    proxy.nextCommit(CuttingProxy.Commit.IS_LOST);
    assertThatThrownBy(() -> node.send(ready(1, 1))).isInstanceOf(CommitUnknownException.class);
    proxy.nextCommit(CuttingProxy.Commit.PASSES);
    assertThat(store.outcomeOf(batch)).isEqualTo(Outcome.NEVER);
    assertThat(store.destinations().count(1)).isZero();
    node.send(ready(1, 1));
  }

  @Test
  void lineThatIsCutBeforeCommitIsNotUnknown() {
    Member node = Member.join(store);
    try (StoreTransaction transaction = store.begin(node.next())) {
      proxy.cut();
      assertThatThrownBy(() -> transaction.entries().insert(List.of(ready(1, 1))))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(store.outcomeOf(node.next())).isEqualTo(Outcome.NEVER);
    node.send(ready(1, 1));
  }

  @Test
  void sessionThatIsSilentInATransactionForALeaseIsEndedByTheServer() {
    Durability impatient = new Durability(true, Duration.ofSeconds(1), Duration.ofSeconds(5));
    try (MessageStore other = Contract.provider().open(configAt(proxy.port(), impatient))) {
      Member node = Member.join(other);
      try (StoreTransaction silent = other.begin(node.next())) {
        node.send(ready(1, 1));
        assertThatThrownBy(silent::commit)
            .isInstanceOfAny(CommitUnknownException.class, StoreUnavailableException.class);
      }
      assertThat(other.destinations().count(1)).isEqualTo(1);
    }
  }

  @Test
  void killedSessionIsUnavailableAndTheNextOneServes() throws SQLException {
    Member node = Member.join(store);
    try (StoreTransaction transaction = store.begin(node.next())) {
      for (String id :
          target.query(
              "SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                  + " AND id <> CONNECTION_ID()")) {
        target.execute("KILL " + id);
      }
      assertThatThrownBy(() -> transaction.entries().insert(List.of(ready(1, 1))))
          .isInstanceOf(StoreUnavailableException.class);
    }
    node.send(ready(1, 1));
  }

  @Test
  void unknownDatabaseIsASetupError() {
    StoreConfig.Url url =
        new StoreConfig.Url(
            database.jdbcUrl().replaceAll("(//[^/]*/)[^?]*", "$1nowhere"),
            database.user(),
            database.password());
    StoreConfig config = StoreTarget.with(target.config(), url, true);
    assertThatThrownBy(() -> Contract.provider().open(config).close())
        .isInstanceOf(StoreSetupException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void serverThatBecameReadOnlyIsUnavailable() {
    MySqlServer server = MySqlServer.shared();
    server.createUser("plain", "plain", "ALL ON " + schema() + ".*");
    StoreConfig.Url url = new StoreConfig.Url(database.jdbcUrl(), "plain", "plain");
    try (MessageStore plain =
        Contract.provider().open(StoreTarget.with(target.config(), url, true))) {
      Member node = Member.join(plain);
      setGlobalReadOnly("ON");
      assertThatThrownBy(() -> node.send(ready(1, 1)))
          .isInstanceOf(StoreUnavailableException.class);
      setGlobalReadOnly("OFF");
      node.send(ready(1, 1));
    } finally {
      setGlobalReadOnly("OFF");
      server.dropUser("plain");
    }
  }

  private String schema() {
    return URI.create(database.jdbcUrl().substring(5)).getPath().substring(1);
  }

  private void setGlobalReadOnly(String value) {
    try {
      target.execute("SET GLOBAL read_only = " + value);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void claimScansThePrimaryKeyInItsOrder() throws SQLException {
    Member node = Member.join(store);
    for (int i = 0; i < 10; i++) {
      node.send(many(1, 1 + i * 1_000, 1_000));
    }
    target.execute("ANALYZE TABLE t_queue_entry");
    long[] after = new long[ScanStart.RANKS];
    after[5] = 2_000;
    List<Long> marked = Entries.ids(node.claim(new ScanStart(1, after), 100).entries());
    List<Long> unmarked = Entries.ids(node.claim(ScanStart.ofBeginning(1), 100).entries());
    assertThat(marked).startsWith(2_001L);
    assertThat(unmarked).startsWith(1L);
    List<String> claims = preparedStatements("SELECT%queue_entry%SKIP LOCKED");
    assertThat(claims).hasSize(2);
    for (String claim : claims) {
      assertThat(explain(claim)).allMatch(plan -> plan.matches("(ref|range) PRIMARY Using where"));
    }
  }

  @Test
  void keysAreLookedUpInThePrimaryKey() throws SQLException {
    Member node = Member.join(store);
    for (int i = 0; i < 5; i++) {
      node.send(many(1, 1 + i * 1_000, 1_000));
    }
    target.execute("ANALYZE TABLE t_queue_entry");
    var claimed = Entries.keys(node.claimAll(1).subList(0, 100));
    node.run(t -> t.entries().release(node.id(), claimed.subList(0, 50)));
    node.run(t -> t.entries().acknowledge(node.id(), claimed));
    for (String kind : List.of("UPDATE%queue_entry%id IN%", "DELETE%queue_entry%id IN%")) {
      assertThat(preparedStatements(kind)).isNotEmpty();
      for (String statement : preparedStatements(kind)) {
        assertThat(explain(statement))
            .allMatch(plan -> plan.matches("range PRIMARY Using where.*"));
      }
    }
  }

  /** What this store has had prepared, with numbers for its parameters. */
  private List<String> preparedStatements(String pattern) throws SQLException {
    return target
        .query(
            "SELECT DISTINCT p.sql_text FROM performance_schema.prepared_statements_instances p"
                + " JOIN performance_schema.threads t ON t.thread_id = p.owner_thread_id"
                + " WHERE t.processlist_db = DATABASE() AND p.sql_text LIKE '"
                + pattern
                + "'")
        .stream()
        .map(MySqlStoreIT::withNumbers)
        .toList();
  }

  private static String withNumbers(String sql) {
    String limited = sql.replaceAll("LIMIT \\?", "LIMIT 100");
    StringBuilder filled = new StringBuilder();
    int number = 0;
    for (char c : limited.replaceFirst("queue = \\?", "queue = 1").toCharArray()) {
      filled.append(c == '?' ? String.valueOf(++number) : c);
    }
    return filled
        .toString()
        .replaceFirst("delivery_rank = \\d+ AND id IN", "delivery_rank = 5 AND id IN");
  }

  private List<String> explain(String sql) throws SQLException {
    return target.query("EXPLAIN " + sql).stream()
        .map(row -> row.split(" "))
        .map(columns -> columns[4] + " " + columns[6] + " " + tail(columns))
        .toList();
  }

  private static String tail(String[] columns) {
    return String.join(" ", List.of(columns).subList(11, columns.length));
  }

  @Test
  void fencedNodesBatchNeverCommitsEvenIfItsSessionWasOpen() {
    Member dead = Member.joinFor(store, -1_000);
    store.nodes().fence(dead.id());
    assertThatThrownBy(() -> store.begin(dead.next()))
        .isInstanceOf(FencedException.class)
        .isInstanceOf(StoreException.class);
  }
}
