package io.tabella.store;

import org.jspecify.annotations.Nullable;

/**
 * A message as the database keeps it. Immutable.
 *
 * @param header what the specification calls header fields, as far as they are kept
 * @param properties the application's properties as JSON text that a DBA can query; null if none
 * @param body the body
 */
public record StoredMessage(MessageHeader header, @Nullable String properties, Body body) {

  private static final int ROW_OVERHEAD = 256;

  /** About how many bytes this takes in memory and in a row; bounds buffers and batches. */
  public long size() {
    return ROW_OVERHEAD + (properties == null ? 0 : properties.length()) + body.size();
  }

  /** The same message with other properties. */
  public StoredMessage withProperties(@Nullable String newProperties) {
    return new StoredMessage(header, newProperties, body);
  }

  /** The same message with another header. */
  public StoredMessage withHeader(MessageHeader newHeader) {
    return new StoredMessage(newHeader, properties, body);
  }
}
