package io.tabella.store.jdbc;

import io.tabella.store.Nodes;
import io.tabella.store.StoreSetupException;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.LaneTable.Role;
import io.tabella.store.jdbc.table.NodeTable.NodeRow;
import io.tabella.store.jdbc.table.SlotTable.SlotRow;
import io.tabella.store.jdbc.table.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The members in the tables {@code node}, {@code slot}, {@code lane} and {@code node_queue}. A
 * transaction that writes several of them locks the node's row first. For all threads.
 */
final class JdbcNodes implements Nodes {

  private static final int SLOTS = 1024;

  /** An id has its milliseconds above this many bits; only a preference hangs on it. */
  private static final int ID_BITS_BELOW_MILLIS = 21;

  private static final long FORGET_AFTER_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final Transactions transactions;
  private final Tables tables;

  JdbcNodes(Transactions transactions, Tables tables) {
    this.transactions = transactions;
    this.tables = tables;
  }

  @Override
  public List<Member> list() {
    return transactions.read(transaction -> tables.nodes().list(transaction));
  }

  @Override
  public NodeRecord join(JoinRequest request) {
    return transactions.write(transaction -> join(transaction, request));
  }

  private NodeRecord join(Transaction transaction, JoinRequest request) {
    long now = tables.nodes().now(transaction);
    long node = tables.nodes().insert(transaction, request.name(), request.leaseMillis(), now);
    SlotRow slot = takeSlot(transaction, node, now);
    tables.nodes().setSlot(transaction, node, slot.slot());
    LedgerIds ledgers =
        new LedgerIds(
            insertLedgers(transaction, node, Role.LANE, request.lanes()),
            insertLedgers(transaction, node, Role.CLAIMER, request.claimers()),
            tables.lanes().insert(transaction, node, Role.HOUSEKEEPING));
    return new NodeRecord(node, slot.slot(), slot.idsUpTo(), now, ledgers);
  }

  /** A free slot whose ids lie in the past, else a new one, else the one that is nearest to it. */
  private SlotRow takeSlot(Transaction transaction, long node, long now) {
    List<SlotRow> all = tables.slots().findAll(transaction);
    List<SlotRow> free =
        all.stream()
            .filter(SlotRow::free)
            .sorted(Comparator.comparingLong(SlotRow::idsUpTo))
            .toList();
    return take(transaction, node, free.stream().filter(slot -> isPast(slot, now)).toList())
        .or(() -> makeSlot(transaction, node, all.size()))
        .or(() -> take(transaction, node, free))
        .orElseThrow(
            () ->
                new StoreSetupException(
                    "all "
                        + SLOTS
                        + " slots of this store are taken; stop a node, or wait until those that"
                        + " are dead have been reaped",
                    null));
  }

  private static boolean isPast(SlotRow slot, long now) {
    return slot.idsUpTo() >> ID_BITS_BELOW_MILLIS < now;
  }

  private Optional<SlotRow> take(Transaction transaction, long node, List<SlotRow> free) {
    return free.stream()
        .filter(slot -> tables.slots().take(transaction, slot.slot(), node))
        .findFirst();
  }

  private Optional<SlotRow> makeSlot(Transaction transaction, long node, int from) {
    for (int slot = from; slot < SLOTS; slot++) {
      if (tables.slots().insert(transaction, slot, node)) {
        return Optional.of(new SlotRow(slot, false, 0));
      }
    }
    return Optional.empty();
  }

  private List<Long> insertLedgers(Transaction transaction, long node, Role role, int count) {
    List<Long> ledgers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ledgers.add(tables.lanes().insert(transaction, node, role));
    }
    return List.copyOf(ledgers);
  }

  @Override
  public long renew(long node, long idsUpTo) {
    return transactions.write(
        transaction -> {
          NodeRow row = tables.nodes().renew(transaction, node);
          tables.slots().extend(transaction, row.slot(), node, idsUpTo);
          return row.heartbeat();
        });
  }

  @Override
  public List<Long> findDead() {
    return transactions.read(transaction -> tables.nodes().findDead(transaction));
  }

  @Override
  public Optional<Long> heartbeat(long node) {
    return transactions.read(
        transaction -> tables.nodes().read(transaction, node).map(NodeRow::heartbeat));
  }

  @Override
  public boolean fence(long node) {
    return transactions.write(transaction -> fence(transaction, node));
  }

  private boolean fence(Transaction transaction, long node) {
    boolean fenced =
        tables.nodes().fence(transaction, node)
            || tables.nodes().read(transaction, node).filter(NodeRow::fenced).isPresent();
    if (fenced) {
      for (long ledger : tables.lanes().idsOf(transaction, node)) {
        tables.lanes().fence(transaction, ledger);
      }
    }
    return fenced;
  }

  @Override
  public List<Long> findHoldings(long node) {
    return transactions.read(transaction -> tables.nodeQueues().find(transaction, node));
  }

  @Override
  public void remove(long node) {
    transactions.write(
        transaction -> {
          Optional<NodeRow> row = tables.nodes().read(transaction, node);
          boolean removed = tables.nodes().deleteFenced(transaction, node);
          if (removed && row.isPresent()) {
            tables.slots().free(transaction, row.get().slot(), node);
            tables.nodeQueues().delete(transaction, node);
          }
          return removed;
        });
  }

  @Override
  public void leave(long node, long lastId) {
    transactions.write(
        transaction -> {
          Optional<NodeRow> row = tables.nodes().read(transaction, node);
          boolean left = tables.nodes().deleteLiving(transaction, node);
          if (left && row.isPresent()) {
            tables.slots().freeAt(transaction, row.get().slot(), node, lastId);
            deleteLedgers(transaction, tables.lanes().idsOf(transaction, node));
            tables.nodeQueues().delete(transaction, node);
          }
          return left;
        });
  }

  @Override
  public int forgetFencedLedgers() {
    return transactions.write(
        transaction -> {
          List<Long> ledgers = tables.lanes().findForgotten(transaction, FORGET_AFTER_MILLIS);
          deleteLedgers(transaction, ledgers);
          return ledgers.size();
        });
  }

  private void deleteLedgers(Transaction transaction, List<Long> ledgers) {
    for (long ledger : ledgers) {
      tables.lanes().delete(transaction, ledger);
    }
  }
}
