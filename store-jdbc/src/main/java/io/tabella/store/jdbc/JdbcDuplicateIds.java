package io.tabella.store.jdbc;

import io.tabella.store.DuplicateIds;
import io.tabella.store.StoreConflictException;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.DuplicateIdTable;
import io.tabella.store.jdbc.table.DuplicateIdTable.Noted;
import io.tabella.store.jdbc.table.TextKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Identifiers of messages inside one transaction, always in their order. Belongs to its thread. */
final class JdbcDuplicateIds implements DuplicateIds {

  private final Transaction transaction;
  private final DuplicateIdTable table;

  JdbcDuplicateIds(Transaction transaction, DuplicateIdTable table) {
    this.transaction = transaction;
    this.table = table;
  }

  private static TextKey key(DuplicateId id) {
    return new TextKey(id.destination(), id.text());
  }

  @Override
  public List<DuplicateId> note(List<DuplicateId> ids) {
    List<DuplicateId> sorted =
        ids.stream().sorted(Comparator.comparing(JdbcDuplicateIds::key)).toList();
    table.insertIfAbsent(transaction, sorted);
    Map<TextKey, Noted> there =
        table.read(transaction, sorted.stream().map(JdbcDuplicateIds::key).toList()).stream()
            .collect(Collectors.toMap(Noted::key, Function.identity(), (one, same) -> one));
    List<DuplicateId> taken = new ArrayList<>(0);
    for (DuplicateId id : sorted) {
      if (!isNoted(id, there.get(key(id)))) {
        taken.add(id);
      }
    }
    return taken;
  }

  private boolean isNoted(DuplicateId id, @Nullable Noted noted) {
    if (noted == null) {
      throw new StoreConflictException(
          "the identifier '" + id.text() + "' was forgotten at the moment of its use", null);
    }
    return noted.mark() == id.mark()
        || (noted.passed() && table.take(transaction, id, noted.mark()));
  }

  @Override
  public int forget(int limit) {
    List<TextKey> passed = table.findPassed(transaction, limit);
    return table.deletePassed(transaction, passed);
  }
}
