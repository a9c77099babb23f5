package io.tabella.extension;

import java.time.Instant;

/**
 * A JVM's membership in the store.
 *
 * @param id never used again
 * @param name host and process, or what the setting {@code nodeName} says
 * @param heartbeat when it was last heard, by the database's clock
 */
public record NodeInfo(long id, String name, Instant heartbeat) {}
