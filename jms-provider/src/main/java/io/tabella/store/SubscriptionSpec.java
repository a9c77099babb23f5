package io.tabella.store;

import org.jspecify.annotations.Nullable;

/**
 * What a subscription is, as its consumers have asked for it.
 *
 * @param kind how long it lives, and who reads it
 * @param clientId the client identifier that its name belongs to; empty if none
 * @param name unique together with the client identifier, among the durable ones and among the
 *     others
 * @param topic the name of a topic, or a pattern of names
 * @param selector the text of the selector; null for all messages
 * @param noLocal whether messages of the same connection or client identifier are left out
 */
public record SubscriptionSpec(
    SubscriptionKind kind,
    String clientId,
    String name,
    String topic,
    @Nullable String selector,
    boolean noLocal) {}
