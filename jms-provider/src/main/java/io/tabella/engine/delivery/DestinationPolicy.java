package io.tabella.engine.delivery;

/**
 * What is set for a destination. Immutable.
 *
 * @param redelivery what happens to a message whose delivery fails
 * @param expiryQueue where messages go that have expired; empty: nowhere, they are removed
 * @param paused whether its messages stay where they are
 */
public record DestinationPolicy(RedeliveryPolicy redelivery, String expiryQueue, boolean paused) {}
