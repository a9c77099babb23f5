package io.tabella.engine.transaction;

import io.tabella.store.StagedMessage;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** A message that a unit of work sends, in whichever way. */
interface Outgoing {

  /** The message. */
  StoredMessage message();

  /** What makes it a duplicate; null if nothing does. */
  @Nullable Once once();

  /** The row of a lane, or of a branch, from which it goes on when it is due. */
  StagedMessage staged(long lane, long id);
}
