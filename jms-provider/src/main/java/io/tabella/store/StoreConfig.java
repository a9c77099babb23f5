package io.tabella.store;

import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How to open a store.
 *
 * @param source where the database is
 * @param tablePrefix begins the name of every table: lower-case letters, digits and underscores
 * @param createSchema whether missing tables may be created
 * @param connections how many connections the store's own pool may open; it may open two in any
 *     case
 * @param durability what a commit waits for, and how long locks may be held
 */
public record StoreConfig(
    Source source,
    String tablePrefix,
    boolean createSchema,
    int connections,
    Durability durability) {

  /** Where the database is. */
  public sealed interface Source {}

  /**
   * A JDBC URL; the store makes a pool of its own.
   *
   * @param user null to leave it to the URL
   */
  public record Url(String url, @Nullable String user, @Nullable String password)
      implements Source {
    @Override
    public String toString() {
      return "Url[user=" + user + "]";
    }
  }

  /**
   * The application's own data source; its pool is used as it is.
   *
   * @param user null for the data source's own login
   */
  public record Given(DataSource dataSource, @Nullable String user, @Nullable String password)
      implements Source {
    @Override
    public String toString() {
      return "Given[user=" + user + "]";
    }
  }

  /**
   * What a commit waits for.
   *
   * @param flushCommits whether an embedded database flushes its file after each commit; servers do
   *     as they are configured
   * @param lease the node's lease: no transaction may sit idle for longer
   * @param lockWait how long to wait for a row's lock before it counts as a conflict
   */
  public record Durability(boolean flushCommits, Duration lease, Duration lockWait) {}
}
