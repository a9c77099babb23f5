package io.tabella.engine.transaction;

import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import java.util.List;

/**
 * A queue as a lane writes to it. The queue says whether an entry is to be born claimed, and is
 * told how it ended: each {@link #admit} is followed by one {@link #written} or {@link #withdrawn}.
 */
public interface HandOff {

  /** The queue's destination id. */
  long queue();

  /**
   * Whether a batch's entries are born claimed by this node, because a consumer here is hungry,
   * there is room, and nothing older may be waiting. Room of that size is then kept. All or none: a
   * scan that sees the batch before {@link #written} would hand the rest over first.
   *
   * @param grouped whether one of them belongs to a group
   */
  boolean admit(int entries, long bytes, boolean grouped);

  /**
   * Committed.
   *
   * @param bornClaimed to be delivered here
   * @param admittedBytes the room that was kept for them
   * @param unclaimed written for anybody
   */
  void written(List<QueueEntry> bornClaimed, long admittedBytes, List<EntryKey> unclaimed);

  /** Entries that no lane has written are visible, perhaps late. */
  void ready(List<EntryKey> keys);

  /** Not committed: the room is free again, and nothing was written. */
  void withdrawn(int bornClaimed, long admittedBytes, int unclaimed);
}
