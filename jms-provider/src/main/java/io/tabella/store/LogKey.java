package io.tabella.store;

/**
 * One publisher's part of a topic's log. Its messages are numbered 1, 2, 3 … in the order of their
 * commits: whoever sees a number sees all below it, or they were removed.
 *
 * @param topic the topic's destination id
 * @param publisher the ledger of the lane that writes it
 */
public record LogKey(long topic, long publisher) implements Comparable<LogKey> {

  @Override
  public int compareTo(LogKey other) {
    int byTopic = Long.compare(topic, other.topic);
    return byTopic != 0 ? byTopic : Long.compare(publisher, other.publisher);
  }
}
