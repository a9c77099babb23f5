package io.tabella.engine.join;

import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.HandOff;
import io.tabella.engine.transaction.JoinedWrite;
import io.tabella.store.EntryKey;
import io.tabella.store.Joining;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What callers' transactions have sent, until it is seen: then its queue is told, which would not
 * look below its low-water mark otherwise. What is not seen for long was rolled back, or is found
 * by the queue's own scans. Added to by all threads; {@link #runOnce} belongs to one.
 */
final class Announcements {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int CHUNK = 500;

  private final Joining joining;
  private final Runnable relay;
  private final Ticker ticker;
  private final ConcurrentHashMap<EntryKey, Sent> byKey = new ConcurrentHashMap<>();

  /** When something was staged last; what is older than {@link #PATIENCE_NANOS} is found anyway. */
  private volatile long stagedAt;

  private volatile boolean staged;

  /** Since when it is looked for, and when to look. */
  private record Sent(HandOff queue, long since, long lookAt) {}

  /**
   * Nothing yet.
   *
   * @param relay lets lanes look for what is to be relayed
   */
  Announcements(Joining joining, Runnable relay, Ticker ticker) {
    this.joining = joining;
    this.relay = relay;
    this.ticker = ticker;
  }

  void add(JoinedWrite write) {
    long now = ticker.nanos();
    write.forEachEntry(
        (queue, key) -> byKey.put(key, new Sent(queue, now, now + Pace.SHORTEST_NANOS)));
    if (write.isRelayed()) {
      stagedAt = now;
      staged = true;
    }
  }

  /** Looks; tells after how many nanoseconds to look again. */
  long runOnce() {
    long next = relayStaged();
    long now = ticker.nanos();
    List<EntryKey> keys =
        byKey.entrySet().stream()
            .filter(sent -> sent.getValue().lookAt() - now <= 0)
            .map(Map.Entry::getKey)
            .toList();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      look(keys.subList(from, Math.min(keys.size(), from + CHUNK)));
    }
    long then = ticker.nanos();
    return byKey.values().stream()
        .mapToLong(sent -> Math.max(1, sent.lookAt() - then))
        .reduce(next, Math::min);
  }

  private long relayStaged() {
    if (!staged) {
      return Long.MAX_VALUE;
    }
    relay.run();
    long age = ticker.nanos() - stagedAt;
    if (age > PATIENCE_NANOS) {
      staged = false;
      return Long.MAX_VALUE;
    }
    return Pace.pauseAt(age);
  }

  private void look(List<EntryKey> keys) {
    Set<EntryKey> visible = joining.visible(keys);
    Map<HandOff, List<EntryKey>> seen = new HashMap<>();
    for (EntryKey key : keys) {
      Sent sent = byKey.remove(key);
      if (sent != null && visible.contains(key)) {
        seen.computeIfAbsent(sent.queue(), queue -> new ArrayList<>()).add(key);
      } else if (sent != null) {
        lookLater(key, sent);
      }
    }
    seen.forEach(HandOff::ready);
  }

  private void lookLater(EntryKey key, Sent sent) {
    long now = ticker.nanos();
    long age = now - sent.since();
    if (age <= PATIENCE_NANOS) {
      byKey.put(key, new Sent(sent.queue(), sent.since(), now + Pace.pauseAt(age)));
    }
  }
}
