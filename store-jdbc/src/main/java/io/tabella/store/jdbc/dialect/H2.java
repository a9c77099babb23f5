package io.tabella.store.jdbc.dialect;

import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.jdbc.sql.FailureKind;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** H2 2.x, in this JVM or behind a server of its own. */
final class H2 implements Dialect {

  private static final int TABLE_EXISTS = 42101;
  private static final int OPEN_ELSEWHERE = 90020;
  private static final int WANTS_ADMIN = 90040;

  /** With "object already exists" when two sessions create the same table at once. */
  private static final int GENERAL_ERROR = 50000;

  private static final long LARGEST_STATEMENT = 4L << 20;

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public String schemaFolder() {
    return "h2";
  }

  /** Its commits wait for one another, so that more lanes would only cut the batches smaller. */
  @Override
  public int suitableLanes() {
    return 1;
  }

  @Override
  public String now() {
    return "DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00',"
        + " CURRENT_TIMESTAMP)";
  }

  /** H2 has no such statement; the caller bears a duplicate, after which a transaction goes on. */
  @Override
  public String insertIfAbsent() {
    return "INSERT INTO ";
  }

  /** FOR UPDATE makes H2 2.5 read and lock the whole queue before it heeds the limit. */
  @Override
  public String skipLocked() {
    return "";
  }

  @Override
  public int rowsPerInsert() {
    return 1;
  }

  /** With a list, only the first column of a key is looked up. */
  @Override
  public int keysPerStatement() {
    return 1;
  }

  @Override
  public long largestStatement(Transaction transaction) {
    return LARGEST_STATEMENT;
  }

  /** A scan for each rank: H2 looks a range up only in the last column that it uses of a key. */
  @Override
  public List<KeyRange> ranges(List<RankMark> marks) {
    return marks.stream().map(KeyRange::of).toList();
  }

  @Override
  public String sessionSetup(Durability durability) {
    return "SET LOCK_TIMEOUT " + durability.lockWait().toMillis();
  }

  @Override
  public String sessionRestore() {
    return "SELECT 'SET LOCK_TIMEOUT ' || LOCK_TIMEOUT()";
  }

  @Override
  public @Nullable String flushAfterCommit(String url, Durability durability) {
    return durability.flushCommits() && !isInMemory(url) ? "CHECKPOINT SYNC" : null;
  }

  @Override
  public boolean isInMemory(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:");
  }

  @Override
  public boolean isThereAlready(SQLException failure) {
    return failure.getErrorCode() == TABLE_EXISTS
        || (failure.getErrorCode() == GENERAL_ERROR
            && String.valueOf(failure.getMessage()).contains("already exists"));
  }

  @Override
  public String advise(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case OPEN_ELSEWHERE ->
          "; another JVM has the file open: for several JVMs use a database server, or add"
              + " ;AUTO_SERVER=TRUE to the URL in all of them";
      case WANTS_ADMIN ->
          "; flushing each commit (CHECKPOINT SYNC) takes an administrator's login; use one, or"
              + " switch flushing off";
      default -> "";
    };
  }

  /** Codes of {@code org.h2.api.ErrorCode}. */
  @Override
  public FailureKind classify(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 40001, // deadlock
          50200, // lock timeout
          90131 -> // changed by somebody else
          FailureKind.CONFLICT;
      case 23505 -> FailureKind.DUPLICATE;
      case 28000, // wrong user or password
          WANTS_ADMIN,
          90096 -> // right missing
          FailureKind.ACCESS;
      case 42102, // table
          42103, // table, with proposals
          42104 -> // table, empty database
          FailureKind.MISSING;
      case 90007, // connection closed
          90028, // disk
          90031,
          90067, // connection broken
          90097, // read-only
          90098, // database closed
          90121, // closed by the end of the JVM
          90135, // in exclusive mode
          57014 -> // cancelled
          FailureKind.UNAVAILABLE;
      case 90011, // path without ./
          90013, // unknown database
          OPEN_ELSEWHERE,
          90030, // file damaged
          90046, // not a URL of H2
          90048, // file of another version
          90113, // unknown setting
          90146, // not found, and may not be made
          90149 ->
          FailureKind.SETUP;
      default -> SqlStates.classify(failure);
    };
  }
}
