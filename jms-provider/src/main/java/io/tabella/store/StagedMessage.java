package io.tabella.store;

import org.jspecify.annotations.Nullable;

/**
 * A message that is stored and not yet visible.
 *
 * @param destination where it goes when it is due
 * @param kind whether that is a queue or a topic
 * @param origin the connection or client identifier that published it; null if nobody asks
 * @param attempts deliveries that have failed already
 */
public record StagedMessage(
    StagedKey key,
    long destination,
    DestinationKind kind,
    @Nullable String origin,
    int attempts,
    StoredMessage message) {}
