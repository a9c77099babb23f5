package io.tabella.store.jdbc.table;

import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Topics.Extent;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Parameters;
import io.tabella.store.jdbc.sql.RowMapper;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code topic_log}: the messages of the topics, keyed by publisher and number. */
public final class TopicLogTable {

  private static final String TABLE = "${prefix}topic_log";
  private static final String COLUMNS =
      "topic, publisher, seq, id, delivery_rank, origin, " + MessageColumns.COLUMNS;
  private static final int BEFORE_MESSAGE = 6;

  /**
   * By the whole key, though two of its columns are given: else H2 reads and sorts all of a log.
   */
  private static final String IN_ORDER = " ORDER BY topic, publisher, seq";

  private static final String OF_LOG = " WHERE topic = ? AND publisher = ?";

  private final InsertStatement<LoggedMessage> insert;
  private final String read;
  private final String first;
  private final String last;
  private final String firstSentSince;
  private final String scan;
  private final String remove;
  private final String sample;
  private final String probe;
  private final String nextOfTopic;
  private final String nextTopic;

  TopicLogTable(Templates templates, Dialect dialect) {
    insert =
        new InsertStatement<>(
            templates.fill("INSERT INTO " + TABLE + " (" + COLUMNS + ")"),
            COLUMNS.split(",").length,
            dialect.rowsPerInsert(),
            TopicLogTable::bind,
            message -> MessageColumns.size(message.message()));
    String of = TABLE + OF_LOG;
    read =
        templates.fill(
            "SELECT "
                + COLUMNS
                + " FROM "
                + of
                + " AND seq >= ? AND seq <= ?"
                + IN_ORDER
                + " LIMIT ?");
    first = templates.fill("SELECT seq FROM " + of + IN_ORDER + " LIMIT 1");
    last =
        templates.fill(
            "SELECT seq FROM " + of + " ORDER BY topic DESC, publisher DESC, seq DESC LIMIT 1");
    firstSentSince =
        templates.fill("SELECT seq FROM " + of + " AND sent_at >= ?" + IN_ORDER + " LIMIT 1");
    scan =
        templates.fill(
            "SELECT seq, sent_at, content_id FROM " + of + " AND seq < ?" + IN_ORDER + " LIMIT ?");
    remove = templates.fill("DELETE FROM " + of + " AND seq <= ?");
    sample =
        templates.fill(
            "SELECT COALESCE(LENGTH(body_text), 0) + COALESCE(LENGTH(body_bytes), 0)"
                + " + COALESCE(content_length, 0) + COALESCE(LENGTH(properties), 0) + 256 FROM "
                + of
                + IN_ORDER
                + " LIMIT 50");
    nextOfTopic =
        templates.fill(
            "SELECT topic, publisher FROM "
                + TABLE
                + " WHERE topic = ? AND publisher > ?"
                + IN_ORDER
                + " LIMIT 1");
    nextTopic =
        templates.fill(
            "SELECT topic, publisher FROM " + TABLE + " WHERE topic > ?" + IN_ORDER + " LIMIT 1");
    probe = templates.fill("EXISTS (SELECT 1 FROM " + of + " AND seq > ?)");
  }

  private static void bind(Parameters p, LoggedMessage message) throws SQLException {
    p.add(message.log().topic()).add(message.log().publisher()).add(message.seq());
    p.add(message.id()).add(message.message().header().rank()).add(message.origin());
    MessageColumns.bind(p, message.message());
  }

  private static LoggedMessage map(ResultSet row) throws SQLException {
    return new LoggedMessage(
        new LogKey(row.getLong(1), row.getLong(2)),
        row.getLong(3),
        row.getLong(4),
        row.getString(6),
        MessageColumns.map(row, BEFORE_MESSAGE, row.getInt(5)));
  }

  private static Binder of(LogKey log) {
    return p -> p.add(log.topic()).add(log.publisher());
  }

  /** Appends messages, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, List<LoggedMessage> messages, long bytes) {
    insert.insert(transaction, messages, bytes);
  }

  /** The first messages between two numbers, both included. */
  public List<LoggedMessage> read(
      Transaction transaction, LogKey log, long from, long to, int limit) {
    return transaction.query(
        read,
        p -> {
          of(log).bind(p);
          p.add(from).add(to).add(limit);
        },
        TopicLogTable::map);
  }

  /** The numbers of the first and the last message. */
  public Optional<Extent> extent(Transaction transaction, LogKey log) {
    Optional<Long> lowest = transaction.queryFirst(first, of(log), row -> row.getLong(1));
    if (lowest.isEmpty()) {
      return Optional.empty();
    }
    return transaction
        .queryFirst(last, of(log), row -> row.getLong(1))
        .map(highest -> new Extent(lowest.get(), highest));
  }

  /** The number of the first message sent at or after a time. */
  public Optional<Long> firstSentSince(Transaction transaction, LogKey log, long sentAt) {
    return transaction.queryFirst(
        firstSentSince,
        p -> {
          of(log).bind(p);
          p.add(sentAt);
        },
        row -> row.getLong(1));
  }

  /** The first messages below a number, as a sweeper sees them. */
  public List<Seen> scan(Transaction transaction, LogKey log, long below, int limit) {
    return transaction.query(
        scan,
        p -> {
          of(log).bind(p);
          p.add(below).add(limit);
        },
        row -> new Seen(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  /**
   * A message that a sweep has come by.
   *
   * @param contentId 0 if its body is in its row
   */
  public record Seen(long seq, long sentAt, long contentId) {}

  /** Removes all up to a number. */
  public int remove(Transaction transaction, LogKey log, long upTo) {
    return transaction.update(
        remove,
        p -> {
          of(log).bind(p);
          p.add(upTo);
        });
  }

  /** About how many bytes some of its messages have. */
  public List<Long> sample(Transaction transaction, LogKey log) {
    return transaction.query(sample, of(log), row -> row.getLong(1));
  }

  /** The first log behind another one that has messages. */
  public Optional<LogKey> findFilledAfter(Transaction transaction, LogKey log) {
    RowMapper<LogKey> key = row -> new LogKey(row.getLong(1), row.getLong(2));
    Optional<LogKey> sibling = transaction.queryFirst(nextOfTopic, of(log), key);
    return sibling.isPresent()
        ? sibling
        : transaction.queryFirst(nextTopic, p -> p.add(log.topic()), key);
  }

  /** The places in a list of those logs that have a message above the given number. */
  public List<Integer> findNew(Transaction transaction, List<Map.Entry<LogKey, Long>> after) {
    List<String> probes = new ArrayList<>();
    List<Map.Entry<LogKey, Long>> padded = PowersOfTwo.padded(after);
    for (int place = 0; place < padded.size(); place++) {
      probes.add("SELECT " + place + " FROM DUAL WHERE " + probe);
    }
    return transaction.query(
        String.join(" UNION ALL ", probes),
        p -> {
          for (Map.Entry<LogKey, Long> entry : padded) {
            of(entry.getKey()).bind(p);
            p.add((long) entry.getValue());
          }
        },
        row -> Math.min(row.getInt(1), after.size() - 1));
  }
}
