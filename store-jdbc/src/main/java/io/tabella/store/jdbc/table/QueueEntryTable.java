package io.tabella.store.jdbc.table;

import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.Queues.Content;
import io.tabella.store.Queues.Looked;
import io.tabella.store.ScanStart;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.dialect.KeyRange;
import io.tabella.store.jdbc.dialect.RankMark;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.RowMapper;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code queue_entry}: the messages of the queues, keyed by the order of their delivery. */
public final class QueueEntryTable {

  private static final String TABLE = "${prefix}queue_entry";
  private static final String IN_ORDER = " ORDER BY queue, delivery_rank, id LIMIT ?";

  private final Dialect dialect;
  private final InsertStatement<QueueEntry> insert;
  private final KeyedStatement delete;
  private final KeyedStatement deleteExpired;
  private final KeyedStatement deleteAny;
  private final KeyedStatement take;
  private final KeyedStatement release;
  private final KeyedStatement releaseSuspect;
  private final KeyedStatement storeAttempts;
  private final KeyedStatement handOver;
  private final KeyedStatement releaseCounted;
  private final KeyedStatement findContents;
  private final KeyedStatement findHeld;
  private final KeyedStatement readHeld;
  private final KeyedStatement findFree;
  private final KeyedStatement lockReady;
  private final KeyedStatement deleteReady;
  private final KeyedStatement findUnlocked;
  private final KeyedStatement findExisting;
  private final String scanReady;
  private final String scanHeld;
  private final String scanAll;
  private final String lookReady;
  private final String browse;
  private final String nextQueue;
  private final String content;
  private final String isHeld;
  private final String count;
  private final String probeReady;

  QueueEntryTable(Templates templates, Dialect dialect) {
    this.dialect = dialect;
    int keys = dialect.keysPerStatement();
    String held =
        templates.fill("SELECT queue, delivery_rank, id FROM " + TABLE + " WHERE owner = ?");
    insert =
        new InsertStatement<>(
            templates.fill("INSERT INTO " + TABLE + " (" + QueueEntryRow.COLUMNS + ")"),
            QueueEntryRow.WIDTH,
            dialect.rowsPerInsert(),
            QueueEntryRow::bind,
            QueueEntryRow::size);
    delete = keyed(templates, "DELETE FROM ${t} WHERE owner = ?");
    deleteExpired =
        keyed(
            templates,
            "DELETE FROM ${t} WHERE owner IS NULL AND expires_at <> 0 AND expires_at <= ${now}");
    deleteAny = keyed(templates, "DELETE FROM ${t} WHERE queue > 0");
    take = keyed(templates, "UPDATE ${t} SET owner = ? WHERE owner IS NULL");
    release = keyed(templates, "UPDATE ${t} SET owner = NULL WHERE owner = ?");
    releaseSuspect =
        keyed(templates, "UPDATE ${t} SET owner = NULL, suspect = TRUE WHERE owner = ?");
    storeAttempts =
        keyed(templates, "UPDATE ${t} SET attempts = ?, suspect = FALSE WHERE owner = ?");
    handOver =
        keyed(
            templates, "UPDATE ${t} SET owner = ?, attempts = ?, suspect = FALSE WHERE owner = ?");
    releaseCounted =
        keyed(templates, "UPDATE ${t} SET owner = NULL, attempts = attempts + 1 WHERE owner = ?");
    findContents =
        keyed(templates, "SELECT content_id FROM ${t} WHERE content_id IS NOT NULL AND owner = ?");
    findHeld = new KeyedStatement(held, "", keys);
    readHeld = keyed(templates, "SELECT " + QueueEntryRow.COLUMNS + " FROM ${t} WHERE owner = ?");
    findFree = keyed(templates, "SELECT queue, delivery_rank, id FROM ${t} WHERE owner IS NULL");
    lockReady =
        new KeyedStatement(
            templates.fill(
                "SELECT " + QueueEntryRow.COLUMNS + " FROM " + TABLE + " WHERE owner IS NULL"),
            "FOR UPDATE",
            keys);
    deleteReady = keyed(templates, "DELETE FROM ${t} WHERE owner IS NULL");
    findUnlocked = new KeyedStatement(held, dialect.unlockedOnly(), keys);
    findExisting = keyed(templates, "SELECT queue, delivery_rank, id FROM ${t} WHERE queue > 0");
    scanReady =
        templates.fill(
            "SELECT "
                + QueueEntryRow.COLUMNS
                + " FROM "
                + TABLE
                + " WHERE queue = ? AND owner IS NULL");
    lookReady =
        templates.fill(
            "SELECT "
                + QueueEntryRow.LOOK
                + " FROM "
                + TABLE
                + " WHERE queue = ? AND owner IS NULL");
    browse =
        templates.fill("SELECT " + QueueEntryRow.COLUMNS + " FROM " + TABLE + " WHERE queue = ?");
    content =
        templates.fill(
            "SELECT COUNT(*), COUNT(owner), COALESCE(MIN(sent_at), 0) FROM "
                + TABLE
                + " WHERE queue = ?");
    nextQueue =
        templates.fill(
            "SELECT queue FROM "
                + TABLE
                + " WHERE queue > ? ORDER BY queue, delivery_rank, id LIMIT 1");
    scanHeld =
        templates.fill(
            "SELECT queue, delivery_rank, id FROM " + TABLE + " WHERE queue = ? AND owner = ?");
    scanAll =
        templates.fill(
            "SELECT queue, delivery_rank, id, content_id,"
                + " CASE WHEN owner IS NULL AND expires_at <> 0 AND expires_at <= ${now}"
                + " THEN 1 ELSE 0 END FROM "
                + TABLE
                + " WHERE queue = ?");
    isHeld = templates.fill("SELECT 1 FROM " + TABLE + " WHERE queue = ? AND owner = ? LIMIT 1");
    count = templates.fill("SELECT COUNT(*) FROM " + TABLE + " WHERE queue = ?");
    probeReady =
        templates.fill("EXISTS (SELECT 1 FROM " + TABLE + " WHERE queue = ? AND owner IS NULL");
  }

  private KeyedStatement keyed(Templates templates, String head) {
    return new KeyedStatement(
        templates.fill(head.replace("${t}", TABLE)), "", dialect.keysPerStatement());
  }

  /** Inserts entries, in statements of no more than so many bytes. */
  public void insert(Transaction transaction, List<QueueEntry> entries, long bytes) {
    insert.insert(transaction, entries, bytes);
  }

  /** Removes what an owner holds, and says how many it were. */
  public int delete(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return delete.update(transaction, p -> p.add(owner), keys);
  }

  /** Removes what is ready and has expired, and says how many it were. */
  public int deleteExpired(Transaction transaction, Collection<EntryKey> keys) {
    return deleteExpired.update(transaction, Binder.NONE, keys);
  }

  /** Removes entries, whoever holds them. */
  public void deleteAny(Transaction transaction, Collection<EntryKey> keys) {
    deleteAny.update(transaction, Binder.NONE, keys);
  }

  /** Gives ready entries to an owner, and says how many it were. */
  public int take(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return take.update(transaction, p -> p.add(owner), keys);
  }

  /** Makes ready what an owner holds, and says how many it were. */
  public int release(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return release.update(transaction, p -> p.add(owner), keys);
  }

  /** Makes ready and suspect what an owner holds, and says how many it were. */
  public int releaseSuspect(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return releaseSuspect.update(transaction, p -> p.add(owner), keys);
  }

  /** Stores a count in what an owner holds, and says how many it were. */
  public int storeAttempts(
      Transaction transaction, long owner, int attempts, Collection<EntryKey> keys) {
    return storeAttempts.update(transaction, p -> p.add(attempts).add(owner), keys);
  }

  /** Gives what an owner holds to another, with a count, and says how many it were. */
  public int handOver(
      Transaction transaction, long owner, long to, int attempts, Collection<EntryKey> keys) {
    return handOver.update(transaction, p -> p.add(to).add(attempts).add(owner), keys);
  }

  /** Makes ready what an owner holds, one more delivery counted, and says how many it were. */
  public int releaseCounted(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return releaseCounted.update(transaction, p -> p.add(owner), keys);
  }

  /** The contents of the large bodies of what an owner holds. */
  public List<Long> findContents(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return findContents.query(transaction, p -> p.add(owner), keys, row -> row.getLong(1));
  }

  /** Those of some entries that an owner holds. */
  public List<EntryKey> findHeld(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return findHeld.query(transaction, p -> p.add(owner), keys, QueueEntryRow::mapKey);
  }

  /** The same with all that is in their rows. */
  public List<QueueEntry> readHeld(Transaction transaction, long owner, Collection<EntryKey> keys) {
    return readHeld.query(transaction, p -> p.add(owner), keys, QueueEntryRow::map);
  }

  /** Those of some entries that an owner holds and no transaction has locked. */
  public List<EntryKey> findUnlocked(
      Transaction transaction, long owner, Collection<EntryKey> keys) {
    return findUnlocked.query(transaction, p -> p.add(owner), keys, QueueEntryRow::mapKey);
  }

  /** Those of some entries that are there. */
  public List<EntryKey> findExisting(Transaction transaction, Collection<EntryKey> keys) {
    return findExisting.query(transaction, Binder.NONE, keys, QueueEntryRow::mapKey);
  }

  /** The first ready entries above the marks, in order, locked where that is cheap. */
  public List<QueueEntry> scanReady(Transaction transaction, ScanStart start, int limit) {
    String tail = IN_ORDER + " " + dialect.skipLocked();
    Binder head = p -> p.add(start.queue());
    Scan<QueueEntry> scan = new Scan<>(scanReady, head, tail, QueueEntryRow::map);
    return scan(transaction, scan, RankMark.of(start), limit);
  }

  /** The first ready entries above the marks, in order, without their bodies and not locked. */
  public List<Looked> lookReady(Transaction transaction, ScanStart start, int limit) {
    Scan<Looked> scan = Scan.of(lookReady, start.queue(), QueueEntryRow::mapLook);
    return scan(transaction, scan, RankMark.of(start), limit);
  }

  /** The first entries above a key, whoever holds them, in order. */
  public List<QueueEntry> browse(Transaction transaction, EntryKey after, int limit) {
    Scan<QueueEntry> scan = Scan.of(browse, after.queue(), QueueEntryRow::map);
    return scan(transaction, scan, RankMark.above(after), limit);
  }

  /** The first entries above a key that an owner holds, in order. */
  public List<EntryKey> scanHeld(Transaction transaction, long owner, EntryKey after, int limit) {
    Binder head = p -> p.add(after.queue()).add(owner);
    Scan<EntryKey> scan = new Scan<>(scanHeld, head, IN_ORDER, QueueEntryRow::mapKey);
    return scan(transaction, scan, RankMark.above(after), limit);
  }

  /** The first entries above a key, in order. */
  public List<Seen> scanAll(Transaction transaction, EntryKey after, int limit) {
    RowMapper<Seen> mapper =
        row -> new Seen(QueueEntryRow.mapKey(row), row.getLong(4), row.getInt(5) == 1);
    Scan<Seen> scan = Scan.of(scanAll, after.queue(), mapper);
    return scan(transaction, scan, RankMark.above(after), limit);
  }

  /** How much is in a queue. */
  public Content content(Transaction transaction, long queue) {
    return transaction
        .queryFirst(
            content,
            p -> p.add(queue),
            row -> new Content(row.getLong(1), row.getLong(2), row.getLong(3)))
        .orElseThrow();
  }

  /** Those of some entries that are ready now. */
  public List<EntryKey> findFree(Transaction transaction, Collection<EntryKey> keys) {
    return findFree.query(transaction, Binder.NONE, keys, QueueEntryRow::mapKey);
  }

  /** Those of some entries that are ready, locked. */
  public List<QueueEntry> lockReady(Transaction transaction, Collection<EntryKey> keys) {
    return lockReady.query(transaction, Binder.NONE, keys, QueueEntryRow::map);
  }

  /** Removes those of some entries that are ready. */
  public void deleteReady(Transaction transaction, Collection<EntryKey> keys) {
    deleteReady.update(transaction, Binder.NONE, keys);
  }

  /** The first queue above another one that has entries. */
  public Optional<Long> findFilledAfter(Transaction transaction, long queue) {
    return transaction.queryFirst(nextQueue, p -> p.add(queue), row -> row.getLong(1));
  }

  /** Whether an owner holds an entry of a queue. */
  public boolean isHeldBy(Transaction transaction, long owner, long queue) {
    return transaction
        .queryFirst(isHeld, p -> p.add(queue).add(owner), row -> row.getInt(1))
        .isPresent();
  }

  /** How many entries a queue has. */
  public long count(Transaction transaction, long queue) {
    return transaction.queryNumber(count, p -> p.add(queue));
  }

  /**
   * The places in a list of those scans that would find something; a place beyond the end stands
   * for the last one.
   */
  public List<Integer> findReady(Transaction transaction, List<ScanStart> scans) {
    List<String> probes = new ArrayList<>();
    List<Binder> binders = new ArrayList<>();
    for (ScanStart scan : PowersOfTwo.padded(scans)) {
      List<String> exists = new ArrayList<>();
      for (KeyRange range : dialect.probes(RankMark.of(scan))) {
        exists.add(probeReady + range.condition() + ")");
        binders.add(p -> p.add(scan.queue()).addAll(range.parameters()));
      }
      probes.add("SELECT " + probes.size() + " FROM DUAL WHERE " + String.join(" OR ", exists));
    }
    return transaction.query(
        String.join(" UNION ALL ", probes),
        p -> {
          for (Binder binder : binders) {
            binder.bind(p);
          }
        },
        row -> row.getInt(1));
  }

  private <T> List<T> scan(Transaction transaction, Scan<T> scan, List<RankMark> marks, int limit) {
    List<T> result = new ArrayList<>();
    for (KeyRange range : dialect.ranges(marks)) {
      int wanted = limit - result.size();
      if (wanted <= 0) {
        break;
      }
      result.addAll(
          transaction.query(
              (scan.head() + range.condition() + scan.tail()).strip(),
              p -> {
                scan.binder().bind(p);
                p.addAll(range.parameters()).add(wanted);
              },
              scan.mapper()));
    }
    return result;
  }

  private record Scan<T>(String head, Binder binder, String tail, RowMapper<T> mapper) {

    /** Of a queue, locking nothing. */
    static <T> Scan<T> of(String head, long queue, RowMapper<T> mapper) {
      return new Scan<>(head, p -> p.add(queue), IN_ORDER, mapper);
    }
  }

  /**
   * An entry that a sweep has come by.
   *
   * @param contentId 0 if its body is in its row
   * @param expired whether it was ready and had expired
   */
  public record Seen(EntryKey key, long contentId, boolean expired) {}
}
