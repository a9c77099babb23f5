package io.tabella.engine;

import io.tabella.engine.service.Service;
import io.tabella.engine.service.WorkLoop;
import io.tabella.store.FencedException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The thread that does a node's chores with each heartbeat, until the node ends. */
final class Housekeeping implements Service {

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

  private final long node;
  private final long pauseNanos;
  private final List<Runnable> chores;
  private final Consumer<FencedException> fenced;
  private final WorkLoop loop;
  private volatile boolean ended;

  /**
   * A thread that is not started.
   *
   * @param pause between two turns
   * @param chores done in this order
   * @param fenced told when one of them shows that the node is fenced
   */
  Housekeeping(long node, Duration pause, List<Runnable> chores, Consumer<FencedException> fenced) {
    this.node = node;
    this.pauseNanos = pause.toNanos();
    this.chores = List.copyOf(chores);
    this.fenced = fenced;
    this.loop = new WorkLoop("tabella-house-" + node, this::runOnce);
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  void watch(Duration limit) {
    loop.watch(limit);
  }

  /** One turn, by hand where the thread was not started; tells when to come again. */
  long runOnce() {
    if (ended) {
      return Long.MAX_VALUE;
    }
    chores.forEach(this::run);
    return pauseNanos;
  }

  /** One that fails must not keep the others from being done. */
  private void run(Runnable chore) {
    try {
      chore.run();
    } catch (FencedException e) {
      fenced.accept(e);
    } catch (StoreUnavailableException | StoreConflictException e) {
      LOG.log(Level.DEBUG, "housekeeping waits for the database; node=" + node, e);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "housekeeping could not be done; node=" + node, e);
    }
  }

  /** The node has ended: nothing is to be done any more. */
  void end() {
    ended = true;
  }
}
