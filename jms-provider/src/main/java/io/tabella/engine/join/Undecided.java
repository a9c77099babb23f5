package io.tabella.engine.join;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.HeldKey;
import io.tabella.store.Joining;
import io.tabella.store.Joining.Removed;
import io.tabella.store.StoreException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages that callers' transactions have received, until it is known how those have ended.
 * Added to by all threads; {@link #runOnce} belongs to one.
 */
final class Undecided {

  private static final System.Logger LOG = System.getLogger(Undecided.class.getName());
  private static final int CHUNK = 500;
  private static final String ROLLED_BACK =
      "The transaction of the connection that had received it was rolled back";

  private final Joining joining;
  private final long node;
  private final Redelivery redelivery;
  private final Ticker ticker;
  private final ConcurrentHashMap<HeldKey, Waiting> byKey = new ConcurrentHashMap<>();

  /** Since when it waits, and when to ask. */
  private record Waiting(Receipt receipt, long since, long askAt) {}

  Undecided(Joining joining, long node, Redelivery redelivery, Ticker ticker) {
    this.joining = joining;
    this.node = node;
    this.redelivery = redelivery;
    this.ticker = ticker;
  }

  /** Told at the end of a turn: whoever hears it may stop the node. */
  private final List<Runnable> decisions = new ArrayList<>();

  void add(Receipt receipt) {
    long now = ticker.nanos();
    byKey.put(receipt.removable().key(), new Waiting(receipt, now, now + Pace.SHORTEST_NANOS));
  }

  /**
   * Whether a key is asked for. Until it is not, no other row may have it: that row would be taken
   * for the one that was received.
   */
  boolean isAbout(HeldKey key) {
    return byKey.containsKey(key);
  }

  /** Asks about those whose time it is; tells after how many nanoseconds the next one's is. */
  long runOnce() {
    ask(due());
    tellDecisions();
    long now = ticker.nanos();
    return byKey.values().stream()
        .mapToLong(waiting -> Math.max(1, waiting.askAt() - now))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Asks about all, for the last time: the node stops, and whoever stops it needs no telling. */
  void askAll() {
    ask(List.copyOf(byKey.keySet()));
  }

  private void tellDecisions() {
    List<Runnable> told = List.copyOf(decisions);
    decisions.clear();
    told.forEach(Runnable::run);
  }

  private List<HeldKey> due() {
    long now = ticker.nanos();
    List<HeldKey> keys = new ArrayList<>();
    byKey.forEach(
        (key, waiting) -> {
          if (waiting.askAt() - now <= 0) {
            keys.add(key);
          }
        });
    return keys;
  }

  private void ask(List<HeldKey> keys) {
    for (int from = 0; from < keys.size(); from += CHUNK) {
      askTogether(keys.subList(from, Math.min(keys.size(), from + CHUNK)));
    }
  }

  private void askTogether(List<HeldKey> keys) {
    Removed removed = joining.removed(node, keys);
    take(removed.gone()).forEach(Undecided::gone);
    back(take(removed.back()));
    keys.forEach(this::askLater);
  }

  private List<Receipt> take(Collection<HeldKey> keys) {
    List<Receipt> taken =
        keys.stream().map(byKey::remove).filter(Objects::nonNull).map(Waiting::receipt).toList();
    taken.forEach(receipt -> decisions.add(receipt.decided()));
    return taken;
  }

  private static void gone(Receipt receipt) {
    if (receipt.seen()) {
      receipt.removable().removed();
    } else {
      receipt.removable().delivery().lost();
    }
  }

  /** As after the rollback of a session: what the application has seen is counted. */
  private void back(List<Receipt> receipts) {
    Map<Lane, List<Delivery>> seen = new HashMap<>();
    for (Receipt receipt : receipts) {
      Delivery delivery = receipt.removable().delivery();
      if (receipt.seen()) {
        seen.computeIfAbsent(receipt.lane(), lane -> new ArrayList<>()).add(delivery);
      } else {
        delivery.putBack();
      }
    }
    seen.forEach(this::handBack);
  }

  private void handBack(Lane lane, List<Delivery> deliveries) {
    try {
      redelivery.handBack(lane, deliveries, ROLLED_BACK);
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "given back, but not counted; node=" + node, e);
    }
  }

  private void askLater(HeldKey key) {
    long now = ticker.nanos();
    byKey.computeIfPresent(
        key,
        (same, waiting) ->
            new Waiting(
                waiting.receipt(), waiting.since(), now + Pace.pauseAt(now - waiting.since())));
  }

  /** Nobody asks any more. */
  void forget() {
    List<Waiting> all = List.copyOf(byKey.values());
    byKey.clear();
    all.forEach(waiting -> waiting.receipt().decided().run());
  }
}
