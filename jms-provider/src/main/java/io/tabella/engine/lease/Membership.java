package io.tabella.engine.lease;

import io.tabella.engine.service.Ticker;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes.JoinRequest;
import io.tabella.store.Nodes.LedgerIds;
import io.tabella.store.Nodes.NodeRecord;
import java.time.Duration;

/** This JVM as a member of the store: what it got when it joined. For all threads. */
public final class Membership {

  private final MessageStore store;
  private final Duration granted;
  private final NodeRecord node;
  private final Lease lease;
  private final StoreClock clock;
  private final EntryIds ids;

  private Membership(MessageStore store, JoinRequest request, Ticker ticker) {
    this.store = store;
    this.granted = Duration.ofMillis(request.leaseMillis());
    long askedAt = ticker.nanos();
    this.node = store.nodes().join(request);
    this.lease = new Lease(ticker, granted, askedAt);
    this.clock = new StoreClock(ticker, node.now());
    this.ids = new EntryIds(clock, node.slot(), node.idsAbove(), node.idsAbove());
    renew(ticker);
  }

  /** Joins. */
  public static Membership join(MessageStore store, JoinRequest request, Ticker ticker) {
    return new Membership(store, request, ticker);
  }

  /** The node's id, never used again. */
  public long node() {
    return node.node();
  }

  /** The ledgers made with the node. */
  public LedgerIds ledgers() {
    return node.ledgers();
  }

  public Lease lease() {
    return lease;
  }

  public StoreClock clock() {
    return clock;
  }

  public EntryIds ids() {
    return ids;
  }

  /** Leaves in good order, when nothing is held and nothing is written any more. */
  public void leave() {
    store.nodes().leave(node(), ids.last());
  }

  /** Renews the lease; the slot's row is extended before ids up to there are used. */
  void renew(Ticker ticker) {
    long askedAt = ticker.nanos();
    // A predecessor's ids may lie ahead of the clock; room is counted from whichever is later.
    long from = Math.max(EntryIds.floor(clock.now()), ids.last());
    long idsUpTo = from + EntryIds.floor(2 * granted.toMillis());
    clock.set(store.nodes().renew(node(), idsUpTo));
    ids.extend(idsUpTo);
    lease.renewed(askedAt);
  }
}
