package io.tabella.store;

import java.util.Collection;
import java.util.List;

/**
 * How far subscriptions are. Cursors are to be read before ranges: a claim moves a cursor up and
 * opens a range in one transaction, so that nothing falls between the two.
 */
public interface Progress {

  /** A subscription's next unclaimed number in a publisher's log. No row means 1. */
  record Cursor(long subscription, LogKey log, long next) {}

  /** The cursors of some subscriptions, ordered by subscription and log. */
  List<Cursor> cursors(Collection<Long> subscriptions);

  /** The ranges of some subscriptions, ordered by key. */
  List<Range> ranges(Collection<Long> subscriptions);
}
