package io.tabella.extension;

/**
 * How far a subscription is, as the database tells.
 *
 * @param name of the subscription; one that is neither durable nor shared has a name that was made
 * @param clientId the client identifier that it belongs to; empty if none
 * @param topic a name, or a pattern of names
 * @param durable whether it outlives its consumers
 * @param shared whether several consumers may share it
 * @param backlog messages that are not acknowledged for it, those in consumers' hands included
 * @param oldestMillis how long ago the oldest of them was sent, in milliseconds; 0 if none
 */
public record SubscriptionInfo(
    String name,
    String clientId,
    String topic,
    boolean durable,
    boolean shared,
    long backlog,
    long oldestMillis) {}
