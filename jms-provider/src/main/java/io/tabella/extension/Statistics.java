package io.tabella.extension;

/**
 * What has been done through a connection factory in this JVM since it was made, by all its nodes.
 * No figure ever gets smaller. What the database holds, and what other JVMs have done, is not here:
 * see {@link TabellaAdmin}.
 *
 * @param commits database commits, those of callers' own transactions left out
 * @param units units of work in them; by {@code commits} it is how many share one
 * @param sent messages sent; those sent in callers' own transactions are counted at once, and stay
 *     so after a rollback, or when they are found to be duplicates
 * @param duplicates messages that were not stored, because they had been sent before
 * @param received messages given to consumers
 * @param redelivered those of them of which a delivery had failed before
 * @param deadLettered messages given up, whose deliveries have failed too often
 * @param retries commits tried again, after a conflict or while the database was away
 */
public record Statistics(
    long commits,
    long units,
    long sent,
    long duplicates,
    long received,
    long redelivered,
    long deadLettered,
    long retries) {}
