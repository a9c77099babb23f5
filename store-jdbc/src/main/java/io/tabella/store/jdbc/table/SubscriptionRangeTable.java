package io.tabella.store.jdbc.table;

import io.tabella.store.LogKey;
import io.tabella.store.Range;
import io.tabella.store.RangeKey;
import io.tabella.store.Subscriptions.Acknowledged;
import io.tabella.store.Subscriptions.Released;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Parameters;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code subscription_range}: what was claimed for subscriptions, and what of it is done. */
public final class SubscriptionRangeTable {

  private static final String TABLE = "${prefix}subscription_range";
  private static final String COLUMNS =
      "subscription, topic, publisher, first_seq, last_seq, owner, suspect, probed, attempts,"
          + " acknowledged, delivered";
  private static final String KEY =
      " WHERE subscription = ? AND topic = ? AND publisher = ? AND first_seq = ?";
  private static final long ROW_BYTES = 2_000;

  private final InsertStatement<Range> insert;
  private final RangeStatement acknowledge;
  private final RangeStatement finish;
  private final String insertOne;
  private final String take;
  private final String free;
  private final String release;
  private final String probe;
  private final String reap;
  private final String findReapable;
  private final String isAnyHeld;
  private final String isThere;
  private final String isHeld;
  private final String isUnlocked;
  private final String find;
  private final String findOne;
  private final String delete;
  private final String forget;

  SubscriptionRangeTable(Templates templates, Dialect dialect) {
    insert =
        new InsertStatement<>(
            templates.fill("INSERT INTO " + TABLE + " (" + COLUMNS + ")"),
            COLUMNS.split(",").length,
            dialect.rowsPerInsert(),
            SubscriptionRangeTable::bind,
            range -> ROW_BYTES);
    int keys = Math.min(RangeStatement.MOST, dialect.keysPerStatement());
    acknowledge = RangeStatement.ofUpdate(templates.fill("UPDATE " + TABLE), keys);
    finish = RangeStatement.ofDelete(templates.fill("DELETE FROM " + TABLE), keys);
    take = templates.fill("UPDATE " + TABLE + " SET owner = ?" + KEY + " AND owner IS NULL");
    insertOne =
        templates.fill(
            "INSERT INTO " + TABLE + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    free = templates.fill("UPDATE " + TABLE + " SET owner = NULL" + KEY + " AND owner = ?");
    release =
        templates.fill(
            "UPDATE "
                + TABLE
                + " SET owner = NULL, delivered = ?, probed = ?, attempts = ?"
                + KEY
                + " AND owner = ?");
    probe =
        templates.fill(
            "UPDATE " + TABLE + " SET probed = ?, attempts = ?" + KEY + " AND owner = ?");
    reap =
        templates.fill(
            "UPDATE " + TABLE + " SET owner = NULL, suspect = TRUE" + KEY + " AND owner = ?");
    findReapable =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE subscription = ? AND owner = ? "
                + dialect.unlockedOnly());
    isAnyHeld =
        templates.fill("SELECT 1 FROM " + TABLE + " WHERE subscription = ? AND owner = ? LIMIT 1");
    isThere = templates.fill("SELECT 1 FROM " + TABLE + KEY);
    isHeld = templates.fill("SELECT 1 FROM " + TABLE + KEY + " AND owner = ?");
    isUnlocked = isHeld + " " + dialect.unlockedOnly();
    findOne = templates.fill("SELECT " + COLUMNS + " FROM " + TABLE + KEY);
    find =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + TABLE
                + " WHERE subscription = ? ORDER BY topic, publisher, first_seq");
    delete = templates.fill("DELETE FROM " + TABLE + " WHERE subscription = ?");
    forget =
        templates.fill(
            "DELETE FROM " + TABLE + " WHERE subscription = ? AND topic = ? AND publisher = ?");
  }

  private static void bind(Parameters p, Range range) throws SQLException {
    bindKey(p, range.key());
    p.add(range.last());
    p.addOrNull(range.owner() == Range.FREE ? null : range.owner());
    p.add(range.suspect()).add(range.probed()).add(range.attempts());
    p.add(range.acknowledged()).add(range.delivered());
  }

  static void bindKey(Parameters p, RangeKey key) throws SQLException {
    p.add(key.subscription()).add(key.log().topic()).add(key.log().publisher()).add(key.first());
  }

  private static Range map(ResultSet row) throws SQLException {
    LogKey log = new LogKey(row.getLong(2), row.getLong(3));
    return new Range(
        new RangeKey(row.getLong(1), log, row.getLong(4)),
        row.getLong(5),
        row.getLong(6),
        row.getBoolean(7),
        row.getLong(8),
        row.getInt(9),
        row.getBytes(10),
        row.getBytes(11));
  }

  /** Opens ranges, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, List<Range> ranges, long bytes) {
    insert.insert(transaction, ranges, bytes);
  }

  /** Opens a range; false if there is one of its key. */
  public boolean insertUnlessThere(Transaction transaction, Range range) {
    return transaction.insertUnlessDuplicate(insertOne, p -> bind(p, range));
  }

  /** Frees ranges of an owner as they are; how many it were. */
  public int free(Transaction transaction, long owner, List<RangeKey> ranges) {
    return transaction.batch(
        free,
        ranges,
        (p, range) -> {
          bindKey(p, range);
          p.add(owner);
        });
  }

  /** Stores the bits of ranges that a node has, in the order of their keys; how many it were. */
  public int acknowledge(Transaction transaction, long node, List<Acknowledged> ranges) {
    return acknowledge.acknowledge(transaction, node, ranges);
  }

  /** Removes ranges that a node has, in the order of their keys; how many it were. */
  public int finish(Transaction transaction, long node, List<RangeKey> ranges) {
    return finish.finish(transaction, node, ranges);
  }

  /** Whether a node has a range. */
  public boolean isHeld(Transaction transaction, RangeKey key, long node) {
    return finds(transaction, isHeld, key, node);
  }

  /** Whether a node has a range that no transaction has locked. */
  public boolean isUnlocked(Transaction transaction, RangeKey key, long node) {
    return finds(transaction, isUnlocked, key, node);
  }

  private static boolean finds(Transaction transaction, String sql, RangeKey key, long node) {
    return transaction
        .queryFirst(
            sql,
            p -> {
              bindKey(p, key);
              p.add(node);
            },
            row -> row.getInt(1))
        .isPresent();
  }

  /** Gives a range that nobody has to a node. */
  public boolean take(Transaction transaction, RangeKey key, long node) {
    return transaction.update(
            take,
            p -> {
              p.add(node);
              bindKey(p, key);
            })
        == 1;
  }

  /** Gives back ranges that a node has. */
  public void release(Transaction transaction, long node, List<Released> ranges) {
    transaction.batch(
        release,
        ranges,
        (p, range) -> {
          p.add(range.delivered()).add(range.probed()).add(range.attempts());
          bindKey(p, range.key());
          p.add(node);
        });
  }

  /** Notes which message is out alone. */
  public boolean probe(Transaction transaction, RangeKey key, long node, long seq, int attempts) {
    return transaction.update(
            probe,
            p -> {
              p.add(seq).add(attempts);
              bindKey(p, key);
              p.add(node);
            })
        == 1;
  }

  /** Frees what a dead node has of a subscription, and no transaction has locked. */
  public int reap(Transaction transaction, long subscription, long deadNode) {
    List<Range> free =
        transaction.query(
            findReapable, p -> p.add(subscription).add(deadNode), SubscriptionRangeTable::map);
    return transaction.batch(
        reap,
        free,
        (p, range) -> {
          bindKey(p, range.key());
          p.add(deadNode);
        });
  }

  /** Whether a node has anything of a subscription. */
  public boolean isAnyHeld(Transaction transaction, long subscription, long node) {
    return transaction
        .queryFirst(isAnyHeld, p -> p.add(subscription).add(node), row -> row.getInt(1))
        .isPresent();
  }

  /** Whether there is a range of a key, whoever has it. */
  public boolean isThere(Transaction transaction, RangeKey key) {
    return transaction.queryFirst(isThere, p -> bindKey(p, key), row -> row.getInt(1)).isPresent();
  }

  /** The range of a key. */
  public Optional<Range> find(Transaction transaction, RangeKey key) {
    return transaction.queryFirst(findOne, p -> bindKey(p, key), SubscriptionRangeTable::map);
  }

  /** The ranges of a subscription. */
  public List<Range> find(Transaction transaction, long subscription) {
    return transaction.query(find, p -> p.add(subscription), SubscriptionRangeTable::map);
  }

  /** Removes all ranges of a subscription. */
  public void delete(Transaction transaction, long subscription) {
    transaction.update(delete, p -> p.add(subscription));
  }

  /** Removes the ranges of some subscriptions in a log. */
  public void forget(Transaction transaction, List<Long> subscriptions, LogKey log) {
    transaction.batch(
        forget, subscriptions, (p, id) -> p.add((long) id).add(log.topic()).add(log.publisher()));
  }
}
