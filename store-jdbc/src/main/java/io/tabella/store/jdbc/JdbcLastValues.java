package io.tabella.store.jdbc;

import io.tabella.store.EntryKey;
import io.tabella.store.LastValues;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.LastValueTable;
import io.tabella.store.jdbc.table.Tables;
import io.tabella.store.jdbc.table.TextKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The newest values inside one transaction, always in their order. Belongs to its thread. */
final class JdbcLastValues implements LastValues {

  private static final TextKey BEGIN = new TextKey(Long.MIN_VALUE, "");

  private final Transaction transaction;
  private final LastValueTable table;
  private final Tables tables;

  JdbcLastValues(Transaction transaction, Tables tables) {
    this.transaction = transaction;
    this.table = tables.lastValues();
    this.tables = tables;
  }

  private static TextKey key(LastValue value) {
    return new TextKey(value.entry().queue(), value.key());
  }

  @Override
  public List<EntryKey> set(List<LastValue> values) {
    Map<TextKey, EntryKey> before = lock(values);
    List<LastValue> fresh = new ArrayList<>();
    List<LastValue> known = new ArrayList<>();
    for (LastValue value : sorted(values)) {
      (before.containsKey(key(value)) ? known : fresh).add(value);
    }
    insert(fresh);
    if (!known.isEmpty()) {
      table.update(transaction, known);
    }
    return List.copyOf(before.values());
  }

  private Map<TextKey, EntryKey> lock(List<LastValue> values) {
    Map<TextKey, EntryKey> entries = new HashMap<>();
    table
        .lock(transaction, values.stream().map(JdbcLastValues::key).toList())
        .forEach(value -> entries.put(key(value), value.entry()));
    return entries;
  }

  /** What was not there to be locked may come from somebody else at the same moment. */
  private void insert(List<LastValue> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    table.insertIfAbsent(transaction, fresh);
    Map<TextKey, EntryKey> there = lock(fresh);
    for (LastValue value : fresh) {
      EntryKey entry = there.get(key(value));
      if (entry == null) {
        throw new StoreRejectedException(
            "the database does not keep the key " + value.key() + " as it is", null);
      }
      if (!entry.equals(value.entry())) {
        throw new StoreConflictException(
            "somebody else has sent the first message with " + value.key(), null);
      }
    }
  }

  private static List<LastValue> sorted(List<LastValue> values) {
    return values.stream().sorted(Comparator.comparing(JdbcLastValues::key)).toList();
  }

  @Override
  public @Nullable LastValue tidy(@Nullable LastValue after, int limit) {
    List<LastValue> some = table.list(transaction, after == null ? BEGIN : key(after), limit);
    List<EntryKey> entries = some.stream().map(LastValue::entry).toList();
    Set<EntryKey> there = new HashSet<>(tables.queueEntries().findExisting(transaction, entries));
    List<LastValue> gone = some.stream().filter(value -> !there.contains(value.entry())).toList();
    if (!gone.isEmpty()) {
      table.delete(transaction, gone);
    }
    return some.size() < limit ? null : some.get(some.size() - 1);
  }
}
