package io.tabella.it.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A MySQL server that runs, and what a test wants to have on it. Any thread may use it. */
public final class MySqlServer {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

  private final MySqlUrl url;

  MySqlServer(MySqlUrl url) {
    this.url = url;
  }

  /**
   * The server for all tests of this JVM: the one that the setting {@code tabella.it.mysql.url}
   * names, or else one that is started by the first call and ends with the JVM.
   */
  public static MySqlServer shared() {
    return Shared.SERVER.get();
  }

  /** Starts a server for one test, which may stop, kill and pause it, and has to close it. */
  public static MySqlInstance start(MySqlOptions options) {
    return MySqlInstance.start(options);
  }

  /** The server without a database; another JVM may use it. */
  public String jdbcUrl() {
    return url.of("");
  }

  /** The user who may do everything. */
  public String user() {
    return url.user();
  }

  /** The password of {@link #user()}; empty if there is none. */
  public String password() {
    return url.password();
  }

  /** A new connection of {@link #user()}, without a database; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /**
   * Creates an empty database.
   *
   * @param namePrefix how its name begins: at most 32 lower case letters, digits and underscores;
   *     something that no other database has follows
   */
  public TestDatabase createDatabase(String namePrefix) {
    String name = valid(namePrefix) + "_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
    return new TestDatabase(
        url.of(name), user(), password(), () -> run("DROP DATABASE IF EXISTS " + name));
  }

  /**
   * Creates a user, instead of the one that had the name before.
   *
   * @param name at most 32 lower case letters, digits and underscores
   * @param grants what the user may do, such as {@code "SELECT, INSERT ON orders.*"}; nothing but
   *     connecting if there are none
   */
  public void createUser(String name, String password, String... grants) {
    dropUser(name);
    execute("CREATE USER " + valid(name) + " IDENTIFIED BY '" + password.replace("'", "''") + "'");
    for (String grant : grants) {
      execute("GRANT " + grant + " TO " + name);
    }
  }

  /** Removes a user that a test has created; does nothing if there is none. */
  public void dropUser(String name) {
    execute("DROP USER IF EXISTS " + valid(name));
  }

  private void execute(String sql) {
    try {
      run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "MySQL at " + url.address() + " does not do for " + user() + ": " + sql, e);
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String valid(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is not made of at most 32 lower case letters, digits and underscores");
    }
    return name;
  }

  private static MySqlServer givenOrStarted() {
    return Setting.of("tabella.it.mysql.url")
        .map(given -> new MySqlServer(MySqlUrl.parse(given)))
        .orElseGet(() -> start(MySqlOptions.defaults()).server());
  }

  /** One attempt per JVM; each test that needs the server is told why there is none. */
  private static final class Shared {
    static final Supplier<MySqlServer> SERVER = attempt();

    private static Supplier<MySqlServer> attempt() {
      try {
        MySqlServer server = givenOrStarted();
        return () -> server;
      } catch (RuntimeException e) {
        return () -> {
          throw new IllegalStateException("There is no MySQL for tests: " + e.getMessage(), e);
        };
      }
    }
  }
}
