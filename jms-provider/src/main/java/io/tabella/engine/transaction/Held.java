package io.tabella.engine.transaction;

import io.tabella.store.Body;
import io.tabella.store.EntryKey;

/** An entry that this node holds, as a unit of work sees it. */
public interface Held {

  EntryKey key();

  /** Whether there is a row; a non-persistent message that never left this JVM has none. */
  boolean stored();

  /** The body as it lies in the entry's row. */
  Body storedBody();

  /** The row is no longer this node's: an administrator took it away. Called by a lane. */
  void lost();
}
