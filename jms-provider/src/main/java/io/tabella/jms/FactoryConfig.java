package io.tabella.jms;

import io.tabella.client.ConnectionConfig;
import io.tabella.client.Login;
import io.tabella.client.NodeOpening;
import io.tabella.client.Signing;
import io.tabella.engine.NodeConfig;
import io.tabella.engine.delivery.RedeliveryDelay;
import io.tabella.engine.monitor.CommitSink;
import io.tabella.message.TrustedPackages;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.StoreConfig.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A factory's settings, checked against one another and frozen. Immutable.
 *
 * @param login whom connections without a login belong to
 * @param stores how the store is opened for a login
 * @param nodeConfig how nodes work
 * @param connections what connections are like
 * @param linger how long a node stays after its last connection
 */
record FactoryConfig(
    Login login,
    Function<Login, StoreConfig> stores,
    NodeConfig nodeConfig,
    ConnectionConfig connections,
    Duration linger)
    implements NodeOpening {

  private static final int HEARTBEATS_PER_LEASE = 3;
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  /** Lanes of a server database, when the database is left to choose. */
  private static final int USUAL_LANES = 4;

  /** Lease, housekeeping, and two threads of the application that look for a queue or a body. */
  private static final int OTHER_CONNECTIONS = 4;

  /**
   * Freezes settings.
   *
   * @param dataSource null to use the URL
   * @param commits whom nodes tell of database commits
   * @throws IllegalArgumentException if they contradict one another
   */
  static FactoryConfig of(
      SettingValues values, @Nullable DataSource dataSource, CommitSink commits) {
    checkLease(values);
    if (values.flag(Setting.JOIN_TRANSACTIONS) && dataSource == null) {
      throw new IllegalArgumentException(
          "Setting joinTransactions is for a factory that is made for a DataSource, whose"
              + " transactions are joined; this one has a URL. Make it with new"
              + " TabellaConnectionFactory(dataSource).");
    }
    return new FactoryConfig(
        loginOf(values),
        stores(values, dataSource),
        nodeConfig(values, commits),
        connectionConfig(values),
        millis(values, Setting.LINGER_MILLIS));
  }

  private static void checkLease(SettingValues values) {
    long heartbeat = values.whole(Setting.HEARTBEAT_MILLIS);
    long lease = values.whole(Setting.LEASE_MILLIS);
    if (lease < HEARTBEATS_PER_LEASE * heartbeat) {
      throw new IllegalArgumentException(
          ("Setting leaseMillis is %d and heartbeatMillis is %d: a lease must last for at least %d"
                  + " heartbeats, or a single late one would cost the node its messages.")
              .formatted(lease, heartbeat, HEARTBEATS_PER_LEASE));
    }
  }

  private static Login loginOf(SettingValues values) {
    String user = nullIfEmpty(values.text(Setting.USER));
    return new Login(user, user == null ? null : values.text(Setting.PASSWORD));
  }

  private static Function<Login, StoreConfig> stores(
      SettingValues values, @Nullable DataSource dataSource) {
    String url = values.text(Setting.URL);
    String prefix = values.text(Setting.TABLE_PREFIX);
    boolean createSchema = values.flag(Setting.CREATE_SCHEMA);
    int connections = databaseConnections(values);
    Durability durability =
        new Durability(
            values.flag(Setting.FLUSH_COMMITS), millis(values, Setting.LEASE_MILLIS), LOCK_WAIT);
    return login ->
        new StoreConfig(
            source(url, dataSource, login), prefix, createSchema, connections, durability);
  }

  private static Source source(String url, @Nullable DataSource dataSource, Login login) {
    return dataSource == null
        ? new StoreConfig.Url(url, login.user(), login.password())
        : new StoreConfig.Given(dataSource, login.user(), login.password());
  }

  private static int databaseConnections(SettingValues values) {
    int wanted = (int) values.whole(Setting.CONNECTIONS);
    if (wanted > 0) {
      return wanted;
    }
    int lanes = (int) values.whole(Setting.LANES);
    int writers = lanes > 0 ? lanes : USUAL_LANES;
    int claimers = Math.max(1, writers / 2);
    return writers + claimers + OTHER_CONNECTIONS;
  }

  private static NodeConfig nodeConfig(SettingValues values, CommitSink commits) {
    String name = values.text(Setting.NODE_NAME);
    return NodeConfig.builder()
        .name(name.isEmpty() ? hostAndProcess() : name)
        .lanes((int) values.whole(Setting.LANES))
        .lease(millis(values, Setting.LEASE_MILLIS))
        .heartbeat(millis(values, Setting.HEARTBEAT_MILLIS))
        .poll(millis(values, Setting.POLL_MILLIS))
        .storeTimeout(millis(values, Setting.STORE_TIMEOUT_MILLIS))
        .prefetch((int) values.whole(Setting.PREFETCH))
        .prefetchBytes(values.whole(Setting.PREFETCH_BYTES))
        .maxDeliveries((int) values.whole(Setting.MAX_DELIVERIES))
        .autoCreate(values.flag(Setting.AUTO_CREATE))
        .redeliveryDelay(redeliveryDelay(values))
        .deadLetterQueue(values.text(Setting.DEAD_LETTER_QUEUE))
        .duplicateWindow(millis(values, Setting.DUPLICATE_WINDOW_MILLIS))
        .expiryQueue(values.text(Setting.EXPIRY_QUEUE))
        .commits(commits)
        .build();
  }

  private static RedeliveryDelay redeliveryDelay(SettingValues values) {
    return new RedeliveryDelay(
        values.whole(Setting.REDELIVERY_DELAY_MILLIS),
        values.decimal(Setting.REDELIVERY_MULTIPLIER),
        values.whole(Setting.MAX_REDELIVERY_DELAY_MILLIS),
        values.decimal(Setting.REDELIVERY_JITTER));
  }

  private static ConnectionConfig connectionConfig(SettingValues values) {
    return new ConnectionConfig(
        nullIfEmpty(values.text(Setting.CLIENT_ID)),
        values.flag(Setting.STRICT_ACKNOWLEDGE),
        (int) values.whole(Setting.ACKNOWLEDGE_WINDOW),
        values.whole(Setting.MAX_MESSAGE_BYTES),
        new Signing(
            values.flag(Setting.POPULATE_USER_ID),
            nullIfEmpty(values.text(Setting.APPLICATION_ID)),
            values.flag(Setting.POPULATE_TRANSACTION_ID)),
        TrustedPackages.of(values.names(Setting.TRUSTED_PACKAGES)));
  }

  private static Duration millis(SettingValues values, Setting setting) {
    return Duration.ofMillis(values.whole(setting));
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String hostAndProcess() {
    return hostName() + "-" + ProcessHandle.current().pid();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine that does not know its own name still has a process id.
      return "localhost";
    }
  }

  /** The login with a name, or that of the settings. */
  Login login(@Nullable String user, @Nullable String password) {
    return user == null ? login : new Login(user, password);
  }

  @Override
  public MessageStore openStore(Login as) {
    return StoreLookup.find().open(stores.apply(as));
  }
}
