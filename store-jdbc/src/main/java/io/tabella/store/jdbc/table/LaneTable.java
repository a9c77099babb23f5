package io.tabella.store.jdbc.table;

import io.tabella.store.Batch;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** {@code lane}: the ledgers. A fenced one holds {@code -n - 1} instead of its number {@code n}. */
public final class LaneTable {

  /** What a ledger's writer is. */
  public enum Role {
    /** Writes units of work. */
    LANE,
    /** Claims. */
    CLAIMER,
    /** Reaps and sweeps. */
    HOUSEKEEPING
  }

  private final String insert;
  private final String advance;
  private final String probe;
  private final String readCommitted;
  private final String idsOf;
  private final String fence;
  private final String delete;
  private final String findForgotten;

  LaneTable(Templates templates) {
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}lane (node, role, committed, probe) VALUES (?, ?, 0, 0)
            """);
    advance =
        templates.fill(
            """
            UPDATE ${prefix}lane SET committed = ? WHERE id = ? AND committed = ?
            """);
    probe =
        templates.fill(
            """
            UPDATE ${prefix}lane SET probe = probe + 1 WHERE id = ? AND committed = ?
            """);
    readCommitted = templates.fill("SELECT committed FROM ${prefix}lane WHERE id = ?");
    idsOf = templates.fill("SELECT id FROM ${prefix}lane WHERE node = ? ORDER BY id");
    fence =
        templates.fill(
            """
            UPDATE ${prefix}lane SET committed = -committed - 1, fenced_at = ${now}
            WHERE id = ? AND committed >= 0
            """);
    delete = templates.fill("DELETE FROM ${prefix}lane WHERE id = ?");
    findForgotten =
        templates.fill(
            """
            SELECT l.id FROM ${prefix}lane l
            WHERE l.fenced_at < ${now} - ?
              AND NOT EXISTS (SELECT 1 FROM ${prefix}node n WHERE n.id = l.node)
            ORDER BY l.id
            """);
  }

  /** Makes a ledger at number 0. */
  public long insert(Transaction transaction, long node, Role role) {
    return transaction.insertForKey(insert, p -> p.add(node).add(role.name()));
  }

  /** Advances a ledger to a batch's number; false if it is not at the number before. */
  public boolean advance(Transaction transaction, Batch batch) {
    return transaction.update(
            advance, p -> p.add(batch.number()).add(batch.ledger()).add(batch.number() - 1))
        == 1;
  }

  /** Writes to a ledger if it is at the number before a batch's; waits for that batch to end. */
  public boolean probe(Transaction transaction, Batch batch) {
    return transaction.update(probe, p -> p.add(batch.ledger()).add(batch.number() - 1)) == 1;
  }

  /** What the ledger holds, if it is there. */
  public Optional<Long> readCommitted(Transaction transaction, long ledger) {
    return transaction.queryFirst(readCommitted, p -> p.add(ledger), row -> row.getLong(1));
  }

  /** The ledgers of a node. */
  public List<Long> idsOf(Transaction transaction, long node) {
    return transaction.query(idsOf, p -> p.add(node), row -> row.getLong(1));
  }

  /** Whether a ledger is there and not fenced. */
  public boolean mayAdvance(Transaction transaction, long ledger) {
    return readCommitted(transaction, ledger).filter(number -> number >= 0).isPresent();
  }

  /** Makes a ledger unusable; waits for a batch in flight. */
  public void fence(Transaction transaction, long ledger) {
    transaction.update(fence, p -> p.add(ledger));
  }

  /** Removes a ledger. */
  public void delete(Transaction transaction, long ledger) {
    transaction.update(delete, p -> p.add(ledger));
  }

  /** Ledgers of nodes that are gone, and were fenced longer ago than so many milliseconds. */
  public List<Long> findForgotten(Transaction transaction, long millis) {
    Binder binder = p -> p.add(millis);
    return transaction.query(findForgotten, binder, row -> row.getLong(1));
  }
}
