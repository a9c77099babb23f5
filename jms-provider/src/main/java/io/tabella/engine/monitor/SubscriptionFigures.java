package io.tabella.engine.monitor;

import io.tabella.store.SubscriptionKind;

/**
 * How far a subscription is.
 *
 * @param kind how long it lives, and who reads it
 * @param clientId the client identifier that its name belongs to; empty if none
 * @param topic a name, or a pattern of names
 * @param backlog messages that are not acknowledged for it; those in consumers' hands included
 * @param oldestMillis how long ago the oldest of them was sent, by the database's clock; 0 if there
 *     is none
 */
public record SubscriptionFigures(
    SubscriptionKind kind,
    String clientId,
    String name,
    String topic,
    long backlog,
    long oldestMillis) {}
