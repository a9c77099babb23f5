package io.tabella.store.jdbc;

import io.tabella.store.BranchRecord;
import io.tabella.store.BranchState;
import io.tabella.store.Branches;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntries.Attempt;
import io.tabella.store.RangeKey;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.BranchTables;
import io.tabella.store.jdbc.table.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The branches inside one transaction. Belongs to its thread. */
final class JdbcBranches implements Branches {

  private final Transaction transaction;
  private final Tables all;
  private final BranchTables tables;
  private final StatementLimits limits;
  private final LoneRanges alone;

  JdbcBranches(Transaction transaction, Tables tables, StatementLimits limits) {
    this.transaction = transaction;
    this.all = tables;
    this.tables = tables.branches();
    this.limits = limits;
    this.alone = new LoneRanges(transaction, tables.topics().ranges());
  }

  @Override
  public boolean insert(BranchRecord branch) {
    return tables.branches().insert(transaction, branch);
  }

  @Override
  public int hold(long branch, long node, Collection<Attempt> received) {
    Map<Integer, List<EntryKey>> byCount =
        received.stream()
            .collect(
                Collectors.groupingBy(
                    Attempt::count,
                    TreeMap::new,
                    Collectors.mapping(Attempt::key, Collectors.toList())));
    int held = 0;
    for (Map.Entry<Integer, List<EntryKey>> some : byCount.entrySet()) {
      held +=
          all.queueEntries()
              .handOver(
                  transaction, node, BranchRecord.ownerOf(branch), some.getKey(), some.getValue());
    }
    note(branch, received.stream().map(Attempt::key).toList());
    return held;
  }

  @Override
  public void note(long branch, Collection<EntryKey> keys) {
    tables
        .entries()
        .insert(transaction, branch, keys.stream().sorted().toList(), limits.statement());
  }

  @Override
  public void hold(long branch, List<Received> messages) {
    List<RangeKey> keys = new ArrayList<>();
    for (Received message : messages) {
      keys.add(alone.open(BranchRecord.ownerOf(branch), message, key -> false).key());
    }
    tables
        .ranges()
        .insert(transaction, branch, keys.stream().sorted().toList(), limits.statement());
  }

  @Override
  public boolean remove(long branch) {
    return tables.branches().remove(transaction, branch);
  }

  @Override
  public boolean decide(long branch, BranchState decision) {
    return tables.branches().decide(transaction, branch, decision);
  }

  @Override
  public boolean forget(long branch) {
    return tables.branches().forget(transaction, branch);
  }

  @Override
  public int acknowledge(long branch) {
    long owner = BranchRecord.ownerOf(branch);
    List<EntryKey> entries = tables.entries().find(transaction, branch);
    List<RangeKey> ranges = tables.ranges().find(transaction, branch);
    List<Long> contents = all.queueEntries().findContents(transaction, owner, entries);
    int found = all.queueEntries().delete(transaction, owner, entries);
    if (!contents.isEmpty()) {
      all.contents().delete(transaction, contents);
    }
    if (!ranges.isEmpty()) {
      found += all.topics().ranges().finish(transaction, owner, ranges);
    }
    forgetHeld(branch);
    return found;
  }

  @Override
  public int release(long branch) {
    long owner = BranchRecord.ownerOf(branch);
    int found =
        all.queueEntries()
            .releaseCounted(transaction, owner, tables.entries().find(transaction, branch));
    List<RangeKey> ranges = tables.ranges().find(transaction, branch);
    if (!ranges.isEmpty()) {
      found += all.topics().ranges().free(transaction, owner, ranges);
    }
    forgetHeld(branch);
    return found;
  }

  private void forgetHeld(long branch) {
    tables.entries().delete(transaction, branch);
    tables.ranges().delete(transaction, branch);
  }
}
