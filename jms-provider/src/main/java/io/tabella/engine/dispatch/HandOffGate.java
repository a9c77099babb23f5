package io.tabella.engine.dispatch;

/**
 * Whether entries may be handed over in memory without overtaking older ones that are still in the
 * database. Guarded by the dispatcher's lock.
 *
 * <p>Open after a scan that came back short, if nothing of this node was being written unclaimed
 * when the scan began, and nothing has been since: a scan does not see what commits after it has
 * begun.
 */
final class HandOffGate {

  private boolean announced;
  private boolean open;
  private int writing;
  private long closings;

  /** Names the scan that began with it. */
  record Token(long closings, boolean clean) {}

  boolean isOpen() {
    return open;
  }

  /** The reaper knows that it would have to look into this queue for entries of this node. */
  void announced() {
    announced = true;
  }

  boolean isAnnounced() {
    return announced;
  }

  /** A lane writes an entry of this node unclaimed. */
  void unclaimedBegins() {
    writing++;
    close();
  }

  /** It has, or has failed to. */
  void unclaimedEnds(int entries) {
    writing -= entries;
  }

  /** Whether lanes are writing entries of this node unclaimed. */
  boolean isWriting() {
    return writing > 0;
  }

  /** Something older than what comes next may lie in the database. */
  void close() {
    open = false;
    closings++;
  }

  Token scanBegins() {
    return new Token(closings, writing == 0);
  }

  /** The scan is over, and what it found lies in the buffer. */
  void scanEnds(Token scan, boolean full) {
    if (full) {
      close();
    } else if (announced && scan.clean && scan.closings == closings) {
      open = true;
    }
  }
}
