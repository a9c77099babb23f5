package io.tabella.engine.monitor;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a node does, wherever it is done. For all threads; cheap enough for each message. */
public final class Counters {

  private static final System.Logger LOG = System.getLogger(Counters.class.getName());

  private final LongAdder batches = new LongAdder();
  private final LongAdder units = new LongAdder();
  private final LongAdder sends = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder deliveries = new LongAdder();
  private final LongAdder redeliveries = new LongAdder();
  private final LongAdder acknowledgements = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder divisions = new LongAdder();
  private final CommitSink sink;
  private final AtomicBoolean sinkFailed = new AtomicBoolean();

  /**
   * Nothing yet.
   *
   * @param sink whom else to tell of commits
   */
  public Counters(CommitSink sink) {
    this.sink = sink;
  }

  /**
   * A lane has committed.
   *
   * @param batch what was in it
   * @param nanos how long it took
   */
  public void committed(Batch batch, long nanos) {
    batches.increment();
    units.add(batch.units());
    sends.add(batch.sends());
    duplicates.add(batch.duplicates());
    acknowledgements.add(batch.acknowledgements());
    tell(batch, nanos);
  }

  /**
   * What was in a commit. What only goes from one place to another is not counted: it has been sent
   * before.
   *
   * @param units of work
   * @param sends messages that applications sent
   * @param duplicates messages left out of these
   * @param acknowledgements messages that applications acknowledged
   */
  public record Batch(int units, int sends, int duplicates, int acknowledgements) {}

  /** It is committed: a sink that fails must not make it look otherwise. */
  private void tell(Batch batch, long nanos) {
    try {
      sink.committed(batch.units(), batch.sends() + batch.acknowledgements(), nanos);
    } catch (RuntimeException | Error e) {
      if (sinkFailed.compareAndSet(false, true)) {
        LOG.log(Level.WARNING, "a listener for commits fails; this is said once", e);
      }
    }
  }

  /** A batch is to be written again, after a conflict or while the database was away. */
  public void retried() {
    retries.increment();
  }

  /** A batch was split, because the database refused one unit of it. */
  public void divided() {
    divisions.increment();
  }

  /** A message was sent in a transaction that is not this node's, and may still be rolled back. */
  public void sentElsewhere() {
    sends.increment();
  }

  /**
   * A message was given to a consumer.
   *
   * @param again whether a delivery of it has failed before
   */
  public void delivered(boolean again) {
    deliveries.increment();
    if (again) {
      redeliveries.increment();
    }
  }

  /** A message was given up. */
  public void deadLettered() {
    deadLetters.increment();
  }

  /** What was counted so far. */
  public NodeFigures figures() {
    return new NodeFigures(
        batches.sum(),
        units.sum(),
        sends.sum(),
        duplicates.sum(),
        deliveries.sum(),
        redeliveries.sum(),
        acknowledgements.sum(),
        deadLetters.sum(),
        retries.sum(),
        divisions.sum());
  }
}
