package io.tabella.engine.dispatch;

import io.tabella.store.EntryKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The message groups of a queue in this node: which it has, and which reader gets them. For all
 * threads; its lock is held for a few instructions, inside a desk's.
 *
 * <p>A group belongs to one node, which notes that in the database as it claims the group's first
 * entry, and gives it back when it has held nothing of it for a while. In the node it belongs to
 * the reader that took its first message, as long as that reader is active or has a message of it
 * in hands. So the messages of a group are with one consumer at a time, whatever the number of
 * nodes.
 */
final class Grouping {

  /** Another node's group is not asked for again within this time. */
  private static final long FOREIGN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A group that nothing came of for so long is given back. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock groupingLock = new ReentrantLock();
  private final Map<String, Group> own = new HashMap<>();
  private final Map<String, Long> foreign = new HashMap<>();
  private volatile boolean used;

  private static final class Group {
    @Nullable Desk desk;
    @Nullable QueueReader reader;
    int buffered;
    int inHands;
    long lastUsed;

    /** Whether nobody here has anything of it, or is to get the next one. */
    boolean isFree() {
      return buffered == 0 && inHands == 0 && (reader == null || !reader.isActive());
    }
  }

  /** Whether this queue has had a group here. */
  boolean isUsed() {
    return used;
  }

  /** It has. */
  void use() {
    used = true;
  }

  /**
   * Whether a desk may claim an entry of a group, as far as this node knows. A group is at one desk
   * at a time: what lies at another would wait for a reader that never comes there.
   */
  boolean mayClaim(@Nullable String group, Desk desk, long now) {
    if (group == null) {
      return true;
    }
    groupingLock.lock();
    try {
      Group known = own.get(group);
      if (known != null && known.desk != desk && !known.isFree()) {
        return false;
      }
      Long since = foreign.get(group);
      if (since != null && now - since >= FOREIGN_NANOS) {
        foreign.remove(group);
        return true;
      }
      return since == null;
    } finally {
      groupingLock.unlock();
    }
  }

  /** Some groups were asked for, and this node has got some of them. */
  void claimed(Collection<String> asked, Set<String> got, Desk desk, long now) {
    used = true;
    groupingLock.lock();
    try {
      for (String group : asked) {
        if (got.contains(group)) {
          Group claimed = own.computeIfAbsent(group, fresh -> new Group());
          claimed.desk = desk;
          claimed.lastUsed = now;
        } else {
          foreign.put(group, now);
        }
      }
    } finally {
      groupingLock.unlock();
    }
  }

  /** An entry of a group comes into a buffer. */
  void buffered(@Nullable String group, long now) {
    change(group, now, it -> it.buffered++);
  }

  /** It leaves the buffer, to go to others. */
  void released(@Nullable String group, long now) {
    change(group, now, it -> it.buffered--);
  }

  /** A reader gets it. */
  void taken(@Nullable String group, QueueReader reader, long now) {
    change(
        group,
        now,
        it -> {
          it.buffered--;
          it.inHands++;
          it.reader = reader;
        });
  }

  /** It comes back from somebody's hands. */
  void cameBack(@Nullable String group, long now) {
    change(
        group,
        now,
        it -> {
          it.inHands--;
          it.buffered++;
        });
  }

  /** It is acknowledged, or gone. */
  void settled(@Nullable String group, long now) {
    change(group, now, it -> it.inHands--);
  }

  private interface Change {
    void make(Group group);
  }

  private void change(@Nullable String group, long now, Change change) {
    if (group == null) {
      return;
    }
    groupingLock.lock();
    try {
      Group known = own.computeIfAbsent(group, fresh -> new Group());
      change.make(known);
      known.lastUsed = now;
    } finally {
      groupingLock.unlock();
    }
  }

  /** Whether a reader may take a message of a group. */
  boolean mayTake(@Nullable String group, QueueReader reader) {
    if (group == null) {
      return true;
    }
    groupingLock.lock();
    try {
      Group known = own.get(group);
      return known == null
          || known.reader == null
          || known.reader == reader
          || (known.inHands == 0 && !known.reader.isActive());
    } finally {
      groupingLock.unlock();
    }
  }

  /**
   * Groups of which nothing is here, to be given back; {@link #forget} follows when that is stored.
   * Nothing of them can come meanwhile: who claims is who asks.
   *
   * @param sticky whether a group stays with its reader as long as that is active
   */
  List<String> idle(long now, boolean sticky) {
    groupingLock.lock();
    try {
      List<String> idle = new ArrayList<>();
      for (Map.Entry<String, Group> entry : own.entrySet()) {
        if (isIdle(entry.getValue(), now, sticky)) {
          idle.add(entry.getKey());
        }
      }
      foreign.values().removeIf(since -> now - since >= FOREIGN_NANOS);
      return idle;
    } finally {
      groupingLock.unlock();
    }
  }

  /** They are given back. */
  void forget(List<String> groups) {
    groupingLock.lock();
    try {
      own.keySet().removeAll(new HashSet<>(groups));
    } finally {
      groupingLock.unlock();
    }
  }

  private static boolean isIdle(Group group, long now, boolean sticky) {
    if (group.buffered > 0 || group.inHands > 0) {
      return false;
    }
    boolean active = group.reader != null && group.reader.isActive();
    return active ? !sticky && now - group.lastUsed >= IDLE_NANOS : true;
  }

  /** An entry that is wanted, and the group that it belongs to. */
  record Wish(EntryKey key, @Nullable String group) {}
}
