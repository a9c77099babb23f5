package io.tabella.store.jdbc.table;

import io.tabella.store.FencedException;
import io.tabella.store.Nodes.Member;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.util.List;
import java.util.Optional;

/** {@code node}: the members and their leases. */
public final class NodeTable {

  private static final int LONGEST_NAME = 255;

  private final String now;
  private final String insert;
  private final String setSlot;
  private final String renew;
  private final String read;
  private final String findDead;
  private final String fence;
  private final String delete;
  private final String list;

  NodeTable(Templates templates) {
    now = templates.fill("SELECT ${now}");
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}node (name, slot, lease_ms, heartbeat, state, joined_at)
            VALUES (?, -1, ?, ?, 'LIVING', ?)
            """);
    setSlot = templates.fill("UPDATE ${prefix}node SET slot = ? WHERE id = ?");
    renew =
        templates.fill(
            """
            UPDATE ${prefix}node SET heartbeat = ${now} WHERE id = ? AND state = 'LIVING'
            """);
    read = templates.fill("SELECT slot, heartbeat, state FROM ${prefix}node WHERE id = ?");
    findDead =
        templates.fill(
            """
            SELECT id FROM ${prefix}node
            WHERE state = 'FENCED' OR heartbeat + lease_ms < ${now}
            ORDER BY id
            """);
    fence =
        templates.fill(
            """
            UPDATE ${prefix}node SET state = 'FENCED'
            WHERE id = ? AND state = 'LIVING' AND heartbeat + lease_ms < ${now}
            """);
    list = templates.fill("SELECT id, name, heartbeat FROM ${prefix}node ORDER BY id");
    delete = templates.fill("DELETE FROM ${prefix}node WHERE id = ? AND state = ?");
  }

  /** The database's time, milliseconds since 1970. */
  public long now(Transaction transaction) {
    return transaction.queryNumber(now, Binder.NONE);
  }

  /** Makes a living node that has no slot yet. */
  public long insert(Transaction transaction, String name, long leaseMillis, long joinedAt) {
    String shortName = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return transaction.insertForKey(
        insert, p -> p.add(shortName).add(leaseMillis).add(joinedAt).add(joinedAt));
  }

  /** Notes which slot a node has. */
  public void setSlot(Transaction transaction, long node, int slot) {
    transaction.update(setSlot, p -> p.add(slot).add(node));
  }

  /**
   * Extends a node's lease from now.
   *
   * @throws FencedException if it was fenced
   */
  public NodeRow renew(Transaction transaction, long node) {
    transaction.update(renew, p -> p.add(node));
    return read(transaction, node)
        .filter(row -> !row.fenced())
        .orElseThrow(
            () ->
                new FencedException(
                    "node "
                        + node
                        + " was silent for longer than its lease; others have taken over",
                    null));
  }

  /** A node, if it is there. */
  public Optional<NodeRow> read(Transaction transaction, long node) {
    return transaction.queryFirst(
        read,
        p -> p.add(node),
        row ->
            new NodeRow(
                row.getInt("slot"),
                row.getLong("heartbeat"),
                row.getString("state").equals("FENCED")));
  }

  /** All of them. */
  public List<Member> list(Transaction transaction) {
    return transaction.query(
        list, Binder.NONE, row -> new Member(row.getLong(1), row.getString(2), row.getLong(3)));
  }

  /** Nodes that are fenced, or silent for longer than their lease. */
  public List<Long> findDead(Transaction transaction) {
    return transaction.query(findDead, Binder.NONE, row -> row.getLong(1));
  }

  /** Fences a node that has been silent for longer than its lease. */
  public boolean fence(Transaction transaction, long node) {
    return transaction.update(fence, p -> p.add(node)) == 1;
  }

  /** Removes a node that is fenced. */
  public boolean deleteFenced(Transaction transaction, long node) {
    return transaction.update(delete, p -> p.add(node).add("FENCED")) == 1;
  }

  /** Removes a node that is not fenced. */
  public boolean deleteLiving(Transaction transaction, long node) {
    return transaction.update(delete, p -> p.add(node).add("LIVING")) == 1;
  }

  /**
   * A node's row.
   *
   * @param heartbeat when it renewed its lease last, milliseconds since 1970
   */
  public record NodeRow(int slot, long heartbeat, boolean fenced) {}
}
