package io.tabella.extension;

import java.time.Instant;

/**
 * A message that waits for its time.
 *
 * @param messageId JMSMessageID
 * @param dueAt when it becomes visible, by the database's clock
 * @param attempts deliveries that have failed already; 0 if it waits because its sender said so
 */
public record DelayedInfo(String messageId, Instant dueAt, int attempts) {}
