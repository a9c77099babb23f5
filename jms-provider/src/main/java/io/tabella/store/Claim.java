package io.tabella.store;

/**
 * A wish for ready entries.
 *
 * @param start the queue, and where to look
 * @param owner the node that wants them
 * @param limit at most so many
 * @param maxBytes stop when their bodies exceed this; at least one is given
 */
public record Claim(ScanStart start, long owner, int limit, long maxBytes) {}
