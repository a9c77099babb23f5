package io.tabella.engine.delivery;

import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** Reads a property of a message, whose form the engine does not know. Called by any thread. */
@FunctionalInterface
public interface PropertyReader {

  /** What it says, as text; null if the message has no such property. */
  @Nullable String read(StoredMessage message, String name);
}
