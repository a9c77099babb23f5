package io.tabella.store.jdbc.dialect;

import io.tabella.store.EntryKey;
import io.tabella.store.ScanStart;
import java.util.ArrayList;
import java.util.List;

/** The part of a queue that has one rank and lies above an id. */
public record RankMark(int rank, long after) {

  /** The parts that a scan looks at, in the order of delivery. */
  public static List<RankMark> of(ScanStart start) {
    List<RankMark> marks = new ArrayList<>(ScanStart.RANKS);
    for (int rank = 0; rank < ScanStart.RANKS; rank++) {
      marks.add(new RankMark(rank, start.after()[rank]));
    }
    return marks;
  }

  /** The parts that lie above a key, in the order of delivery. */
  public static List<RankMark> above(EntryKey key) {
    List<RankMark> marks = new ArrayList<>(ScanStart.RANKS);
    for (int rank = Math.max(key.rank(), 0); rank < ScanStart.RANKS; rank++) {
      marks.add(new RankMark(rank, rank == key.rank() ? key.id() : 0));
    }
    return marks;
  }
}
