package io.tabella.engine.dispatch;

import io.tabella.engine.dispatch.Grouping.Wish;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Claims by key what a desk wants and its groups let it have. Runs on the thread that makes all
 * claims from a queue, so nobody here takes entries between the look and the claim.
 */
final class KeyClaims {

  private final Desk desk;
  private final DispatchContext context;

  KeyClaims(Desk desk, DispatchContext context) {
    this.desk = desk;
    this.context = context;
  }

  /** Looks, and claims what is wanted. */
  Found claim(Ledger ledger, ScanRoom room) {
    SelectiveScan scan = new SelectiveScan(desk, context.ticker().nanos());
    scan.look(context.store().queues(), room.start(), room.entries());
    List<QueueEntry> entries = scan.wanted().isEmpty() ? List.of() : claim(ledger, scan);
    return new Found(entries, !scan.isAtEnd(), scan.last(), scan.deferred(), false);
  }

  private List<QueueEntry> claim(Ledger ledger, SelectiveScan scan) {
    long owner = context.config().owner();
    long queue = desk.dispatcher().queue();
    Set<String> groups = groups(scan.wanted());
    Set<String> got = new HashSet<>();
    List<QueueEntry> claimed =
        ledger.commit(
            transaction -> {
              got.clear();
              if (!groups.isEmpty()) {
                got.addAll(transaction.groups().take(owner, queue, groups));
              }
              List<EntryKey> keys =
                  scan.wanted().stream()
                      .filter(wish -> wish.group() == null || got.contains(wish.group()))
                      .map(Wish::key)
                      .toList();
              return keys.isEmpty() ? List.of() : transaction.entries().claim(owner, keys);
            });
    if (!groups.isEmpty()) {
      desk.dispatcher().grouping().claimed(groups, got, desk, context.ticker().nanos());
      scan.wanted().stream()
          .filter(wish -> wish.group() != null && !got.contains(wish.group()))
          .forEach(wish -> scan.defer(wish.key()));
    }
    return claimed;
  }

  private static Set<String> groups(List<Wish> wishes) {
    Set<String> groups = new HashSet<>();
    for (Wish wish : wishes) {
      if (wish.group() != null) {
        groups.add(wish.group());
      }
    }
    return groups;
  }

  /** Gives groups back of which this node has had nothing for a while. */
  void giveGroupsBack(Ledger ledger) {
    Dispatcher dispatcher = desk.dispatcher();
    List<String> idle =
        dispatcher.grouping().isUsed()
            ? dispatcher.grouping().idle(context.ticker().nanos(), dispatcher.isExclusive())
            : List.of();
    if (!idle.isEmpty()) {
      ledger.commit(
          transaction -> {
            transaction.groups().giveBack(context.config().owner(), dispatcher.queue(), idle);
            return idle;
          });
      dispatcher.grouping().forget(idle);
    }
  }
}
