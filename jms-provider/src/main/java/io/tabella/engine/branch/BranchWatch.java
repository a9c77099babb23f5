package io.tabella.engine.branch;

import io.tabella.engine.service.Ticker;
import io.tabella.engine.service.WorkLoop;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The thread that rolls back branches which have outlived their time-out. */
final class BranchWatch {

  /** The deadline of a branch without a time-out. */
  static final long NEVER = Long.MAX_VALUE;

  /** Until another look at a branch that was just being prepared. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Supplier<Collection<XaBranch>> branches;
  private final Ticker ticker;
  private final WorkLoop loop;

  /** When the thread looks next, by the ticker, as far as it knows. */
  private final AtomicLong nextLook = new AtomicLong(NEVER);

  BranchWatch(long node, Ticker ticker, Supplier<Collection<XaBranch>> branches) {
    this.branches = branches;
    this.ticker = ticker;
    this.loop = new WorkLoop("tabella-branch-" + node, this::runOnce);
  }

  /** There is a branch with this deadline; the first one starts the thread. */
  void begun(long deadline) {
    loop.start();
    if (deadline < nextLook.getAndAccumulate(deadline, Math::min)) {
      loop.signal();
    }
  }

  void stop() {
    loop.stop();
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  void watch(Duration limit) {
    loop.watch(limit);
  }

  /** One turn; tells when the next deadline is. */
  long runOnce() {
    long now = ticker.nanos();
    // What begins from now on lowers this again.
    nextLook.set(NEVER);
    for (XaBranch branch : branches.get()) {
      if (!branch.expire(now)) {
        lower(now + REST_NANOS);
      } else if (branch.deadline() - now > 0) {
        lower(branch.deadline());
      }
    }
    return nextLook.get() == NEVER ? NEVER : Math.max(1, nextLook.get() - now);
  }

  private void lower(long time) {
    nextLook.accumulateAndGet(time, Math::min);
  }
}
