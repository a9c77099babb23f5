package io.tabella.store.jdbc.dialect;

import io.tabella.store.ScanStart;
import io.tabella.store.StoreConfig.Durability;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.FailureKind;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MySQL 8, InnoDB. */
final class MySql implements Dialect {

  private static final int TABLE_EXISTS = 1050;
  private static final int COLUMN_EXISTS = 1060;
  private static final long LARGEST_STATEMENT = 4L << 20;

  @Override
  public String product() {
    return "MySQL";
  }

  @Override
  public String schemaFolder() {
    return "mysql";
  }

  @Override
  public int suitableLanes() {
    return 4;
  }

  /** By way of UTC: {@code UNIX_TIMESTAMP} of a local time is in doubt for an hour each autumn. */
  @Override
  public String now() {
    return "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000)";
  }

  @Override
  public String insertIfAbsent() {
    return "INSERT IGNORE INTO ";
  }

  @Override
  public String skipLocked() {
    return "FOR UPDATE SKIP LOCKED";
  }

  @Override
  public int rowsPerInsert() {
    return 256;
  }

  /** Below {@code eq_range_index_dive_limit} (200), so that the plan never hangs on statistics. */
  @Override
  public int keysPerStatement() {
    return 128;
  }

  /** Half of what the server takes, because a client-side driver escapes some bytes. */
  @Override
  public long largestStatement(Transaction transaction) {
    long packet = transaction.queryNumber("SELECT @@max_allowed_packet", Binder.NONE);
    return Math.min(packet / 2, LARGEST_STATEMENT);
  }

  /** One condition: MySQL reads the ranges of an OR one after the other, in the key's order. */
  @Override
  public List<KeyRange> ranges(List<RankMark> marks) {
    boolean wholeQueue =
        marks.size() == ScanStart.RANKS && marks.stream().allMatch(mark -> mark.after() == 0);
    return List.of(wholeQueue ? KeyRange.ofWholeQueue() : KeyRange.ofAll(marks));
  }

  @Override
  public List<KeyRange> probes(List<RankMark> marks) {
    return List.of(KeyRange.ofAll(marks));
  }

  /**
   * The server ends a session that is silent for a lease, and with it the transaction of a JVM that
   * was stopped; the pool keeps its idle connections from being silent for so long.
   */
  @Override
  public String sessionSetup(Durability durability) {
    return "SET SESSION innodb_lock_wait_timeout = "
        + seconds(durability.lockWait())
        + ", wait_timeout = "
        + seconds(durability.lease());
  }

  @Override
  public String sessionRestore() {
    return "SELECT CONCAT('SET SESSION innodb_lock_wait_timeout = ',"
        + " @@SESSION.innodb_lock_wait_timeout, ', wait_timeout = ', @@SESSION.wait_timeout)";
  }

  @Override
  public @Nullable String flushAfterCommit(String url, Durability durability) {
    return null;
  }

  @Override
  public boolean isThereAlready(SQLException failure) {
    return failure.getErrorCode() == TABLE_EXISTS || failure.getErrorCode() == COLUMN_EXISTS;
  }

  /** Codes of the MySQL Error Message Reference. */
  @Override
  public FailureKind classify(SQLException failure) {
    if (failure.getClass().getSimpleName().equals("PacketTooBigException")) {
      return FailureKind.REJECTED;
    }
    return switch (failure.getErrorCode()) {
      case 1205, // lock wait timeout
          1213, // deadlock
          1614, // deadlock, in an XA transaction
          3101 -> // refused by Group Replication
          FailureKind.CONFLICT;
      case 1062, 1586 -> FailureKind.DUPLICATE;
      case 1044, // database
          1045, // user or password
          1130, // host
          1142, // right on a table
          1143, // right on a column
          1227, // privilege
          1370, // routine
          1698, // authentication
          1820, // password to be changed
          1862, // password expired
          3118 -> // account locked
          FailureKind.ACCESS;
      case 1049, // database
          1146 -> // table
          FailureKind.MISSING;
      case 1021, // disk full
          1040, // too many connections
          1041, // out of memory
          1047, // node of a cluster not ready
          1053, // shutting down
          1077,
          1079,
          1114, // table full
          1129, // host blocked
          1135, // no thread
          1152, // connection aborted
          1158, // network
          1159,
          1160,
          1161,
          1203, // too many connections of this user
          1226,
          1290, // read-only
          1317, // interrupted
          1792, // read-only transaction
          1836, // read-only mode
          1927, // connection killed
          3024, // took too long
          3100, // a replication plugin failed
          3169, // session killed
          4031 -> // silent for too long
          FailureKind.UNAVAILABLE;
      case 1118, // row too large
          1153, // packet too large
          1366, // not in the character set
          1406 -> // too long
          FailureKind.REJECTED;
      default -> SqlStates.classify(failure);
    };
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.plusMillis(999).toSeconds());
  }
}
