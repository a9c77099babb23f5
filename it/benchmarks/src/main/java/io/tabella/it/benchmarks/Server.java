package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.plain.Ceiling;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database with two sets of Tabella's tables: one for Tabella, one for plain JDBC. One thread.
 */
final class Server implements AutoCloseable {

  private static final String PLAIN_PREFIX = "plain_";
  private static final String TABELLA_PREFIX = "tabella_";

  private final Product product;
  private final TestDatabase database;
  private final AutoCloseable process;

  Server(Product product, TestDatabase database, AutoCloseable process) {
    this.product = product;
    this.database = database;
    this.process = process;
  }

  Product product() {
    return product;
  }

  /** The database for Tabella. */
  Database forTabella() {
    return new Database(database.jdbcUrl(), database.user(), database.password());
  }

  /** A connection as an application has it. */
  Connection connect() throws SQLException {
    return database.connect();
  }

  /** Plain JDBC on a table that Tabella has made, and does not use. */
  Ceiling forPlainJdbc() throws JMSException {
    createTables(PLAIN_PREFIX);
    createTables(TABELLA_PREFIX);
    return new Ceiling(
        new Ceiling.Account(database.jdbcUrl(), database.user(), database.password()),
        product.gestures(),
        PLAIN_PREFIX + "queue_entry");
  }

  /** Removes what a run of Tabella has left; none may be open. */
  void empty() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + TABELLA_PREFIX + "queue_entry");
    }
  }

  /** Version, driver and what makes commits durable. */
  String description() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet settings = statement.executeQuery(product.settingsQuery())) {
      DatabaseMetaData metaData = connection.getMetaData();
      settings.next();
      return "%s %s; %s %s; %s"
          .formatted(
              product.title(),
              metaData.getDatabaseProductVersion(),
              metaData.getDriverName(),
              metaData.getDriverVersion(),
              settings.getString(1));
    }
  }

  @Override
  public void close() throws Exception {
    try (process) {
      database.close();
    }
  }

  private void createTables(String prefix) throws JMSException {
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(database.jdbcUrl())) {
      factory.setUser(database.user());
      factory.setPassword(database.password());
      factory.setTablePrefix(prefix);
      factory.createConnection().close();
    }
  }
}
