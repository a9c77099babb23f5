package io.tabella.engine.monitor;

/**
 * What a node has done since it joined.
 *
 * @param batches database commits of its lanes
 * @param units units of work committed; by {@code batches} it is how many share a commit
 * @param sends messages that applications sent; in callers' transactions also those that were
 *     rolled back or are duplicates
 * @param duplicates messages left out of these, because they had been sent before
 * @param deliveries messages given to consumers
 * @param redeliveries those of them of which a delivery had failed before
 * @param acknowledgements messages acknowledged in commits of its lanes
 * @param deadLetters messages given up
 * @param retries batches written again after a conflict or while the database was away
 * @param divisions batches split because the database refused one unit of work
 */
public record NodeFigures(
    long batches,
    long units,
    long sends,
    long duplicates,
    long deliveries,
    long redeliveries,
    long acknowledgements,
    long deadLetters,
    long retries,
    long divisions) {

  /** Nothing done. */
  public static final NodeFigures NONE = new NodeFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The sum of two nodes. */
  public NodeFigures plus(NodeFigures other) {
    return new NodeFigures(
        batches + other.batches,
        units + other.units,
        sends + other.sends,
        duplicates + other.duplicates,
        deliveries + other.deliveries,
        redeliveries + other.redeliveries,
        acknowledgements + other.acknowledgements,
        deadLetters + other.deadLetters,
        retries + other.retries,
        divisions + other.divisions);
  }
}
