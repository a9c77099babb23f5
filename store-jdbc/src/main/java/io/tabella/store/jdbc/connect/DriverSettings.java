package io.tabella.store.jdbc.connect;

import io.tabella.store.StoreConfig.Durability;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a driver is loaded and set up.
 *
 * @param driverClass its class
 * @param artifact where to get it
 * @param lifetime how long a connection is used, in milliseconds; 0 for as long as it works
 * @param properties its settings, unless the URL has others
 */
record DriverSettings(
    String driverClass, String artifact, long lifetime, Map<String, String> properties) {

  private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toMillis();

  private static final Duration SOCKET_MARGIN = Duration.ofSeconds(30);

  static DriverSettings of(String url, Durability durability) {
    DriverSettings settings = url.startsWith("jdbc:mysql:") ? mySql(durability) : h2();
    return settings.yieldingTo(url.toLowerCase(Locale.ROOT));
  }

  /** Its database is closed, or gone if it is in memory, with the last connection. */
  private static DriverSettings h2() {
    return new DriverSettings("org.h2.Driver", "com.h2database:h2", 0, Map.of());
  }

  /**
   * What saves Connector/J round trips, and bounds its waiting: a read may take as long as a lock
   * wait and a slow statement, but not for ever.
   */
  private static DriverSettings mySql(Durability durability) {
    long socketTimeout = durability.lockWait().plus(SOCKET_MARGIN).toMillis();
    return new DriverSettings(
        "com.mysql.cj.jdbc.Driver",
        "com.mysql:mysql-connector-j",
        HALF_AN_HOUR,
        Map.ofEntries(
            Map.entry("connectTimeout", "5000"),
            Map.entry("socketTimeout", Long.toString(socketTimeout)),
            Map.entry("tcpKeepAlive", "true"),
            Map.entry("useServerPrepStmts", "true"),
            Map.entry("cachePrepStmts", "true"),
            Map.entry("prepStmtCacheSize", "250"),
            Map.entry("prepStmtCacheSqlLimit", "65536"),
            Map.entry("useLocalSessionState", "true"),
            Map.entry("elideSetAutoCommits", "true"),
            Map.entry("cacheServerConfiguration", "true"),
            Map.entry("cacheResultSetMetadata", "true"),
            Map.entry("maintainTimeStats", "false")));
  }

  private DriverSettings yieldingTo(String url) {
    Map<String, String> ours = new HashMap<>(properties);
    ours.keySet().removeIf(name -> url.contains(name.toLowerCase(Locale.ROOT) + "="));
    return new DriverSettings(driverClass, artifact, lifetime, Map.copyOf(ours));
  }
}
