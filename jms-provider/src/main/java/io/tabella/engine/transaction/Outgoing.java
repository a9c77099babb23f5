package io.tabella.engine.transaction;

import org.jspecify.annotations.Nullable;

/** A message that a unit of work sends, in whichever way. */
interface Outgoing {

  /** What makes it a duplicate; null if nothing does. */
  @Nullable Once once();
}
