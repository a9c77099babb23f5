package io.tabella.store;

/**
 * One database transaction of one writer.
 *
 * @param ledger the writer's ledger row
 * @param number the number the ledger gets when this batch commits; the first is 1
 */
public record Batch(long ledger, long number) {}
