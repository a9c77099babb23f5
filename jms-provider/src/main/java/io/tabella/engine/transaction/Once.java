package io.tabella.engine.transaction;

/**
 * What makes a message a duplicate: another one with the same identifier was sent to the same
 * destination, and the window has not passed.
 *
 * @param destination where it is sent to
 * @param id what its sender calls it, at most 255 characters
 * @param windowMillis for how long it is remembered
 */
public record Once(long destination, String id, long windowMillis) {}
