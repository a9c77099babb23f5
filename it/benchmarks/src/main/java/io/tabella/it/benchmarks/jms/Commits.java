package io.tabella.it.benchmarks.jms;

/**
 * When a session commits.
 *
 * @param transacted whether by itself, or with each message (AUTO_ACKNOWLEDGE)
 * @param messages in a transaction
 */
public record Commits(boolean transacted, int messages) {

  /** AUTO_ACKNOWLEDGE. */
  public static final Commits AUTO = new Commits(false, 1);

  /** SESSION_TRANSACTED. */
  public static Commits transacted(int messages) {
    return new Commits(true, messages);
  }
}
