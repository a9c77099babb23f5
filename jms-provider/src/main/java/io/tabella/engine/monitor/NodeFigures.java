package io.tabella.engine.monitor;

import io.tabella.engine.transaction.LaneFigures;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a node's lanes have done since it joined.
 *
 * @param batches database commits
 * @param units units of work committed
 * @param sends messages sent
 * @param duplicates messages left out of these, because they had been sent before
 * @param acknowledgements messages acknowledged
 * @param retries batches written again after a conflict or while the database was away
 * @param divisions batches split because the database refused one unit of work
 */
public record NodeFigures(
    long batches,
    long units,
    long sends,
    long duplicates,
    long acknowledgements,
    long retries,
    long divisions) {

  /** The sum over lanes. */
  public static NodeFigures of(List<LaneFigures> lanes) {
    return new NodeFigures(
        sum(lanes, LaneFigures::batches),
        sum(lanes, LaneFigures::units),
        sum(lanes, LaneFigures::sends),
        sum(lanes, LaneFigures::duplicates),
        sum(lanes, LaneFigures::acknowledgements),
        sum(lanes, LaneFigures::retries),
        sum(lanes, LaneFigures::divisions));
  }

  private static long sum(List<LaneFigures> lanes, ToLongFunction<LaneFigures> figure) {
    return lanes.stream().mapToLong(figure).sum();
  }
}
