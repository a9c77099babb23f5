package io.tabella.it.store;

import static io.tabella.it.store.Entries.ids;
import static io.tabella.it.store.Entries.many;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.TestDatabase;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.MessageStore;
import io.tabella.store.ScanStart;
import io.tabella.store.StoreAccessException;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.StoreSetupException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store on H2 does beyond the contract: URLs, files in use, deep queues. */
final class H2StoreTest {

  private static MessageStore open(String url, String user, Durability durability) {
    return Contract.provider()
        .open(new StoreConfig(new StoreConfig.Url(url, user, ""), "t_", true, 3, durability));
  }

  private static void sendAndClaim(MessageStore store) {
    Member node = Member.join(store);
    node.send(many(1, 1, 3));
    assertThat(ids(node.claimAll(1))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void urlOfAFileWithoutSettingsServes(@TempDir Path folder) {
    try (MessageStore store =
        open("jdbc:h2:" + folder.resolve("a"), "sa", StoreTarget.durability())) {
      sendAndClaim(store);
    }
    try (MessageStore again =
        open("jdbc:h2:file:" + folder.resolve("a"), "sa", StoreTarget.durability())) {
      assertThat(again.destinations().count(1)).isEqualTo(3);
    }
  }

  @Test
  void urlInMemoryServesWithAWarning() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    List<String> warnings = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.tabella.store.jdbc");
    Handler handler = new Collecting(warnings);
    logger.addHandler(handler);
    try (MessageStore store = open(url, "sa", StoreTarget.durability())) {
      sendAndClaim(store);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings).singleElement().asString().contains("gone when it ends");
  }

  private static final class Collecting extends Handler {

    private final List<String> warnings;

    Collecting(List<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().equals(Level.WARNING)) {
        warnings.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void loginThatIsLeftToTheUrlServes(@TempDir Path folder) {
    String url = "jdbc:h2:" + folder.resolve("a");
    StoreConfig config =
        new StoreConfig(
            new StoreConfig.Url(url, null, null), "t_", true, 3, StoreTarget.durability());
    try (MessageStore store = Contract.provider().open(config)) {
      sendAndClaim(store);
    }
  }

  @Test
  void fileThatIsOpenElsewhereIsRefusedWithAdvice(@TempDir Path folder) throws Exception {
    String url = "jdbc:h2:" + folder.resolve("a");
    URL jar =
        Driver.class.cast(driver()).getClass().getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader elsewhere =
            new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        Connection other =
            ((Driver) elsewhere.loadClass("org.h2.Driver").getConstructor().newInstance())
                .connect(url, new Properties())) {
      assertThat(other.isValid(1)).isTrue();
      assertThatThrownBy(() -> open(url, "", StoreTarget.durability()))
          .isInstanceOf(StoreSetupException.class)
          .hasMessageContaining("another JVM")
          .hasMessageContaining("AUTO_SERVER=TRUE");
    }
  }

  private static Object driver() throws ReflectiveOperationException {
    return Class.forName("org.h2.Driver").getConstructor().newInstance();
  }

  @Test
  void loginThatMayNotFlushIsToldSoAtOnce() throws Exception {
    try (TestDatabase database = Databases.H2.create("plain")) {
      StoreTarget target = new StoreTarget(database, "", List.of());
      open(database.jdbcUrl(), database.user(), StoreTarget.durability()).close();
      target.execute("CREATE USER plain PASSWORD ''", "GRANT ALL ON SCHEMA PUBLIC TO plain");
      assertThatThrownBy(() -> open(database.jdbcUrl(), "plain", StoreTarget.durability()))
          .isInstanceOf(StoreAccessException.class)
          .hasMessageContaining("switch flushing off");
      Durability unflushed =
          new Durability(
              false, StoreTarget.durability().lease(), StoreTarget.durability().lockWait());
      try (MessageStore store = open(database.jdbcUrl(), "plain", unflushed)) {
        sendAndClaim(store);
      }
    }
  }

  @Test
  void interruptedThreadMayWriteAndStaysInterrupted(@TempDir Path folder) {
    try (MessageStore store =
        open("jdbc:h2:" + folder.resolve("a"), "sa", StoreTarget.durability())) {
      Member node = Member.join(store);
      for (int id = 1; id <= 3; id++) {
        Thread.currentThread().interrupt();
        node.send(Entries.ready(1, id));
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(ids(node.claimAll(1))).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void claimReadsNoMoreRowsThanItTakes() throws Exception {
    try (TestDatabase database = Databases.H2.create("deep");
        MessageStore store = open(database.jdbcUrl(), database.user(), StoreTarget.durability())) {
      Member node = Member.join(store);
      for (int i = 0; i < 20; i++) {
        node.send(many(1, 1 + i * 1_000, 1_000));
      }
      StoreTarget target = new StoreTarget(database, "", List.of());
      target.execute("SET QUERY_STATISTICS TRUE");
      assertThat(node.claim(ScanStart.ofBeginning(1), 10).entries()).hasSize(10);
      String scan =
          target
              .query(
                  "SELECT sql_statement FROM information_schema.query_statistics"
                      + " WHERE sql_statement LIKE 'SELECT queue%LIMIT%'")
              .get(0);
      String filled =
          scan.replace("queue = ?", "queue = 1")
              .replace("delivery_rank = ?", "delivery_rank = 5")
              .replace("id > ?", "id > 0")
              .replace("LIMIT ?", "LIMIT 10");
      assertThat(target.query(filled)).hasSize(10);
      assertThat(target.query("EXPLAIN ANALYZE " + filled).get(0))
          .contains("index sorted")
          .containsPattern("scanCount: [12]\\d\\b");
    }
  }

  @Test
  void looksIntoALogReadNoMoreRowsThanTheyGive() throws Exception {
    try (TestDatabase database = Databases.H2.create("deep");
        MessageStore store = open(database.jdbcUrl(), database.user(), StoreTarget.durability())) {
      Member node = Member.join(store);
      LogKey log = new LogKey(1, 2);
      List<LoggedMessage> messages =
          LongStream.rangeClosed(1, 5_000)
              .mapToObj(
                  seq -> new LoggedMessage(log, seq, seq, null, Entries.ready(1, seq).message()))
              .toList();
      node.run(transaction -> transaction.log().append(messages));
      StoreTarget target = new StoreTarget(database, "", List.of());
      target.execute("SET QUERY_STATISTICS TRUE");
      assertThat(store.topics().extent(log)).isPresent();
      assertThat(store.topics().read(log, 1, Long.MAX_VALUE, 10, Long.MAX_VALUE)).hasSize(10);
      node.run(transaction -> transaction.log().remove(log, 5_000, 0, 10));
      node.run(transaction -> transaction.log().firstSentSince(log, 0));

      List<String> looks =
          target.query(
              "SELECT sql_statement FROM information_schema.query_statistics"
                  + " WHERE sql_statement LIKE 'SELECT %topic_log%LIMIT%'");
      assertThat(looks).hasSize(5);
      for (String look : looks) {
        String filled =
            look.replace("topic = ?", "topic = 1")
                .replace("publisher = ?", "publisher = 2")
                .replace("seq < ?", "seq < 5000")
                .replace("seq >= ?", "seq >= 1")
                .replace("seq <= ?", "seq <= 5000")
                .replace("sent_at >= ?", "sent_at >= 0")
                .replace("LIMIT ?", "LIMIT 10");
        assertThat(target.query("EXPLAIN ANALYZE " + filled).get(0))
            .as(filled)
            .contains("index sorted")
            .containsPattern("scanCount: [12]?\\d\\b");
      }
    }
  }
}
