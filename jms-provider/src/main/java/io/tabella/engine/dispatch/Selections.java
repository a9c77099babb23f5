package io.tabella.engine.dispatch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The desks beside a queue's plain one: one for each selector that a consumer here has, as long as
 * one has it. For all threads.
 */
final class Selections {

  private final ReentrantLock selectionsLock = new ReentrantLock();
  private final ConcurrentHashMap<String, Selection> bySelector = new ConcurrentHashMap<>();

  private static final class Selection {
    final Desk desk;
    int readers;

    Selection(Desk desk) {
      this.desk = desk;
    }
  }

  boolean isEmpty() {
    return bySelector.isEmpty();
  }

  /** The desk of a selector; one more reader has it then. */
  Desk enter(String selector, Supplier<Desk> fresh) {
    selectionsLock.lock();
    try {
      Selection selection =
          bySelector.computeIfAbsent(selector, unknown -> new Selection(fresh.get()));
      selection.readers++;
      return selection.desk;
    } finally {
      selectionsLock.unlock();
    }
  }

  /** A reader is gone; with the last one its desk goes. */
  void leave(String selector) {
    selectionsLock.lock();
    try {
      Selection selection = bySelector.get(selector);
      if (selection != null && --selection.readers == 0) {
        bySelector.remove(selector);
        selection.desk.abandon();
      }
    } finally {
      selectionsLock.unlock();
    }
  }

  void forEach(Consumer<Desk> step) {
    bySelector.values().forEach(selection -> step.accept(selection.desk));
  }
}
