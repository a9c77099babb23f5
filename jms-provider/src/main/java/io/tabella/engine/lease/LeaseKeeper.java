package io.tabella.engine.lease;

import io.tabella.engine.service.Service;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.service.WorkLoop;
import io.tabella.store.FencedException;
import io.tabella.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Renews this node's lease, and tells when it is over. Has a thread of its own. */
public final class LeaseKeeper implements Service {

  private static final System.Logger LOG = System.getLogger(LeaseKeeper.class.getName());
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long NEVER = Long.MAX_VALUE;

  private final Membership membership;
  private final long heartbeatNanos;
  private final Ticker ticker;
  private final Runnable watch;
  private final Consumer<FencedException> fenced;
  private final WorkLoop loop;
  private boolean silent;

  /**
   * A keeper.
   *
   * @param watch run with each heartbeat
   */
  public LeaseKeeper(
      Membership membership,
      Duration heartbeat,
      Ticker ticker,
      Runnable watch,
      Consumer<FencedException> fenced) {
    this.membership = membership;
    this.heartbeatNanos = heartbeat.toNanos();
    this.ticker = ticker;
    this.watch = watch;
    this.fenced = fenced;
    this.loop = new WorkLoop("tabella-lease-" + membership.node(), this::runOnce);
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  /**
   * One heartbeat. Runs on the keeper's thread, or by hand where that was not started.
   *
   * @return nanoseconds until the next
   */
  public long runOnce() {
    watch.run();
    try {
      membership.renew(ticker);
      if (silent) {
        silent = false;
        LOG.log(Level.INFO, "lease renewed again; node=" + membership.node());
      }
      return heartbeatNanos;
    } catch (FencedException e) {
      fenced.accept(e);
      return NEVER;
    } catch (StoreException e) {
      if (!silent) {
        silent = true;
        LOG.log(Level.WARNING, "lease not renewed, retrying; node=" + membership.node(), e);
      }
      return Math.min(RETRY, heartbeatNanos);
    }
  }
}
