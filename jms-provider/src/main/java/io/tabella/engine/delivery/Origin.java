package io.tabella.engine.delivery;

/**
 * Where a message was that is given up.
 *
 * @param source {@code queue:NAME} or {@code topic:NAME}
 * @param subscription the id of the topic's subscription; 0 of a queue
 */
public record Origin(String source, long subscription) {

  /** A queue. */
  public static Origin ofQueue(String source) {
    return new Origin(source, 0);
  }
}
