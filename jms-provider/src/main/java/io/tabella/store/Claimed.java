package io.tabella.store;

import java.util.List;

/**
 * What a claim gave.
 *
 * @param entries in the order of delivery, owner set
 * @param grouped whether the scan stopped at an entry of a group, which is claimed by key only
 * @param full whether the scan stopped at one of its limits, so that more may be ready
 */
public record Claimed(List<QueueEntry> entries, boolean full, boolean grouped) {}
