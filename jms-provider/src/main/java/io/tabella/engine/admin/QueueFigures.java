package io.tabella.engine.admin;

/**
 * How much is in a queue.
 *
 * @param messages all that are committed and not consumed
 * @param held those of them that a node has, in a buffer or in a consumer's hands
 * @param oldestMillis how long ago the oldest was sent; 0 if there is none
 * @param paused whether they stay where they are
 */
public record QueueFigures(
    String name, long messages, long held, long oldestMillis, boolean paused) {}
