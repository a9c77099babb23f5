package io.tabella.engine.transaction;

/** Entries to be acknowledged are no longer this node's. Nothing of the unit of work is stored. */
public final class EntriesLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EntriesLostException(int expected, int found) {
    super(
        (expected - found)
            + " of "
            + expected
            + " received messages are no longer held by this node, probably because somebody"
            + " removed or moved them; nothing of this commit is stored, and what is left comes"
            + " again");
  }
}
