package io.tabella.store.jdbc.dialect;

import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.jdbc.sql.FailureCodes;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs from database to database. Without state, for all threads. */
public interface Dialect extends FailureCodes {

  /** The database's name, for people. */
  String product();

  /** The folder with its schema's files. */
  String schemaFolder();

  /** How many lanes it gains from. */
  int suitableLanes();

  /** An expression for its time, milliseconds since 1970. */
  String now();

  /** How a row is inserted unless its key is there, up to and without the table's name. */
  String insertIfAbsent();

  /**
   * What ends a locking SELECT that skips the rows in use; empty where that costs more than it
   * saves.
   */
  String skipLocked();

  /** What ends a SELECT by key that is to find only rows that no transaction has locked. */
  default String unlockedOnly() {
    return "FOR UPDATE SKIP LOCKED";
  }

  /** How many rows one INSERT should carry, a power of two; 1 where a JDBC batch is better. */
  int rowsPerInsert();

  /** How many keys one statement should name, a power of two; 1 where a JDBC batch is better. */
  int keysPerStatement();

  /** How many bytes one statement may have. */
  long largestStatement(Transaction transaction);

  /** The conditions that scan these parts of a queue in order, to be run one after the other. */
  List<KeyRange> ranges(List<RankMark> marks);

  /** The same conditions for a mere look, in few shapes, so that their statement is found again. */
  default List<KeyRange> probes(List<RankMark> marks) {
    return ranges(marks);
  }

  /** Makes a session as a store needs it. */
  String sessionSetup(Durability durability);

  /** A query for the statement that makes a session again what it is now. */
  String sessionRestore();

  /**
   * What to run after each commit, so that it is on the disk.
   *
   * @param url the database's, as its driver tells it
   * @return null if the database does so by itself
   */
  @Nullable String flushAfterCommit(String url, Durability durability);

  /**
   * Whether all that is stored goes with this JVM.
   *
   * @param url the database's, as its driver tells it
   */
  default boolean isInMemory(String url) {
    return false;
  }

  /** Whether a statement of the schema failed because somebody else had run it before. */
  boolean isThereAlready(SQLException failure);
}
