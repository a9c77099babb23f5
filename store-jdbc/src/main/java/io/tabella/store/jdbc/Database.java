package io.tabella.store.jdbc;

import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.dialect.Dialects;
import io.tabella.store.jdbc.dialect.PrintableUrl;
import io.tabella.store.jdbc.sql.BorrowedConnection;
import io.tabella.store.jdbc.sql.Connections;
import io.tabella.store.jdbc.sql.Failures;
import java.lang.System.Logger.Level;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a database says about itself when it is first connected to.
 *
 * @param name product and URL, without secrets
 * @param login the user
 * @param flushAfterCommit what makes a commit last, if the database does not see to it
 */
record Database(
    Dialect dialect,
    String name,
    String login,
    Failures failures,
    @Nullable String flushAfterCommit) {

  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  static Database of(Connections connections, StoreConfig config) {
    try {
      return ask(connections, config.durability());
    } catch (SQLException e) {
      String name = nameOf(config.source());
      throw new Failures(Dialects.whateverItIs(), name).translate(e);
    }
  }

  private static Database ask(Connections connections, Durability durability) throws SQLException {
    BorrowedConnection borrowed = connections.borrow();
    try {
      DatabaseMetaData metaData = borrowed.connection().getMetaData();
      Dialect dialect = Dialects.of(metaData);
      String url = String.valueOf(metaData.getURL());
      String name = dialect.product() + " " + PrintableUrl.of(url);
      warnIfInMemory(dialect, url, name);
      return new Database(
          dialect,
          name,
          String.valueOf(metaData.getUserName()),
          new Failures(dialect, name),
          dialect.flushAfterCommit(url, durability));
    } finally {
      borrowed.connection().rollback();
      borrowed.giveBack();
    }
  }

  /** A framework may have made it, because nobody has said where the data is to be. */
  private static void warnIfInMemory(Dialect dialect, String url, String name) {
    if (dialect.isInMemory(url)) {
      LOG.log(
          Level.WARNING,
          "messages are kept in the memory of this JVM, and gone when it ends; to keep them use a"
              + " file, jdbc:h2:./name, or a server; store="
              + name);
    }
  }

  private static String nameOf(StoreConfig.Source source) {
    return source instanceof StoreConfig.Url url ? PrintableUrl.of(url.url()) : "the data source";
  }
}
