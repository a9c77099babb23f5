package io.tabella.store;

/**
 * A queue's message as a row.
 *
 * @param owner the id of the node that has claimed it; {@link #READY} if nobody has; {@link
 *     BranchRecord#ownerOf} a branch that has received it
 * @param attempts how many deliveries of it have failed, as far as the database knows
 * @param suspect whether it was taken from a dead node, which may have delivered it: one more
 *     failed delivery has to be counted, and stored, before it is delivered again
 */
public record QueueEntry(
    EntryKey key, long owner, int attempts, boolean suspect, StoredMessage message) {

  /** The owner of an entry that nobody has claimed. */
  public static final long READY = 0;

  /** A new one that nobody has claimed. */
  public static QueueEntry ready(EntryKey key, StoredMessage message) {
    return new QueueEntry(key, READY, 0, false, message);
  }
}
