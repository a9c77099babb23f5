package io.tabella.engine.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The units that wait for a lane, bounded in rows and bytes: who brings more than there is room for
 * waits. A unit that is larger than all the room is let in when it is alone.
 */
final class WaitingUnits {

  private final ReentrantLock unitsLock = new ReentrantLock();
  private final Condition left = unitsLock.newCondition();
  private final Deque<UnitOfWork> units = new ArrayDeque<>();
  private final Bounds room;
  private long rows;
  private long bytes;
  private int lazy;
  private boolean closed;

  /** So many rows and so many bytes. */
  record Bounds(long rows, long bytes) {}

  /**
   * Who waits.
   *
   * @param urgent units that somebody waits for
   * @param lazy the others
   * @param oldestAt since when the first has been here
   */
  record Census(int urgent, int lazy, long oldestAt, boolean closed) {
    boolean isEmpty() {
      return urgent + lazy == 0;
    }
  }

  WaitingUnits(Bounds room) {
    this.room = room;
  }

  /**
   * Brings a unit, when there is room for it.
   *
   * @return false if this is closed; the unit is then still the caller's
   */
  boolean put(UnitOfWork unit) {
    unitsLock.lock();
    try {
      while (!closed && !hasRoom(unit)) {
        left.awaitUninterruptibly();
      }
      if (closed) {
        return false;
      }
      units.add(unit);
      rows += unit.rows();
      bytes += unit.bytes();
      lazy += unit.isLazy() ? 1 : 0;
      return true;
    } finally {
      unitsLock.unlock();
    }
  }

  Census census() {
    unitsLock.lock();
    try {
      long oldestAt = units.isEmpty() ? 0 : units.element().handedOverAt();
      return new Census(units.size() - lazy, lazy, oldestAt, closed);
    } finally {
      unitsLock.unlock();
    }
  }

  /** Takes all that fit into a batch, in the order they came; none if none wait. */
  List<UnitOfWork> take(Bounds batch) {
    unitsLock.lock();
    try {
      List<UnitOfWork> taken = new ArrayList<>();
      long takenRows = 0;
      long takenBytes = 0;
      while (!units.isEmpty()) {
        UnitOfWork next = units.element();
        takenRows += next.rows();
        takenBytes += next.bytes();
        if (!taken.isEmpty() && (takenRows > batch.rows || takenBytes > batch.bytes)) {
          break;
        }
        taken.add(takeFirst());
      }
      left.signalAll();
      return taken;
    } finally {
      unitsLock.unlock();
    }
  }

  /** Takes the oldest units as long as they are of a kind. */
  List<UnitOfWork> takeWhile(Predicate<UnitOfWork> kind) {
    unitsLock.lock();
    try {
      List<UnitOfWork> taken = new ArrayList<>();
      while (!units.isEmpty() && kind.test(units.element())) {
        taken.add(takeFirst());
      }
      left.signalAll();
      return taken;
    } finally {
      unitsLock.unlock();
    }
  }

  private UnitOfWork takeFirst() {
    UnitOfWork first = units.remove();
    rows -= first.rows();
    bytes -= first.bytes();
    lazy -= first.isLazy() ? 1 : 0;
    return first;
  }

  /** Lets nobody in any more; what is here can still be taken. */
  void close() {
    unitsLock.lock();
    try {
      closed = true;
      left.signalAll();
    } finally {
      unitsLock.unlock();
    }
  }

  /** Whether nobody comes any more and nobody is here. */
  boolean isFinished() {
    unitsLock.lock();
    try {
      return closed && units.isEmpty();
    } finally {
      unitsLock.unlock();
    }
  }

  private boolean hasRoom(UnitOfWork unit) {
    return units.isEmpty()
        || (rows + unit.rows() <= room.rows && bytes + unit.bytes() <= room.bytes);
  }
}
