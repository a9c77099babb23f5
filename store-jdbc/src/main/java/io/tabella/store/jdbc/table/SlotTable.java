package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;

/** {@code slot}: parts of the ids that nodes make, and up to where each may be used. */
public final class SlotTable {

  private final String findAll;
  private final String insert;
  private final String take;
  private final String extend;
  private final String free;
  private final String freeAt;

  SlotTable(Templates templates) {
    findAll = templates.fill("SELECT slot, node, ids_up_to FROM ${prefix}slot ORDER BY slot");
    insert = templates.fill("INSERT INTO ${prefix}slot (slot, node, ids_up_to) VALUES (?, ?, 0)");
    take = templates.fill("UPDATE ${prefix}slot SET node = ? WHERE slot = ? AND node IS NULL");
    extend =
        templates.fill(
            """
            UPDATE ${prefix}slot SET ids_up_to = ? WHERE slot = ? AND node = ? AND ids_up_to < ?
            """);
    free = templates.fill("UPDATE ${prefix}slot SET node = NULL WHERE slot = ? AND node = ?");
    freeAt =
        templates.fill(
            """
            UPDATE ${prefix}slot SET node = NULL, ids_up_to = ? WHERE slot = ? AND node = ?
            """);
  }

  /** All slots that there are. */
  public List<SlotRow> findAll(Transaction transaction) {
    return transaction.query(
        findAll,
        Binder.NONE,
        row -> {
          long idsUpTo = row.getLong("ids_up_to");
          int slot = row.getInt("slot");
          row.getLong("node");
          return new SlotRow(slot, row.wasNull(), idsUpTo);
        });
  }

  /** Makes a slot for a node; false if somebody else has just made it. */
  public boolean insert(Transaction transaction, int slot, long node) {
    return transaction.insertUnlessDuplicate(insert, p -> p.add(slot).add(node));
  }

  /** Takes a free slot; false if it is not free any more. */
  public boolean take(Transaction transaction, int slot, long node) {
    return transaction.update(take, p -> p.add(node).add(slot)) == 1;
  }

  /** Notes up to where a node may have used the ids of its slot. */
  public void extend(Transaction transaction, int slot, long node, long idsUpTo) {
    transaction.update(extend, p -> p.add(idsUpTo).add(slot).add(node).add(idsUpTo));
  }

  /** Frees a dead node's slot. */
  public void free(Transaction transaction, int slot, long node) {
    transaction.update(free, p -> p.add(slot).add(node));
  }

  /** Frees a slot of whose ids the last one is known. */
  public void freeAt(Transaction transaction, int slot, long node, long lastId) {
    transaction.update(freeAt, p -> p.add(lastId).add(slot).add(node));
  }

  /**
   * A slot.
   *
   * @param free whether nobody has it
   * @param idsUpTo ids of it up to here may have been used
   */
  public record SlotRow(int slot, boolean free, long idsUpTo) {}
}
