package io.tabella.extension;

/**
 * How much is in a queue, as the database tells.
 *
 * @param messages all that are committed and not consumed; those that wait for their time are not
 *     among them
 * @param held those of them that a node has, in its memory or in a consumer's hands
 * @param oldestMillis how long ago the oldest was sent, in milliseconds; 0 if there is none
 * @param temporary whether it goes with the connection that has made it
 * @param paused whether they stay where they are
 */
public record QueueInfo(
    String name, long messages, long held, long oldestMillis, boolean temporary, boolean paused) {}
