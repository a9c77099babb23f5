package io.tabella.engine.transaction;

import io.tabella.store.LoggedMessage;
import java.util.List;

/** A topic as a lane writes to it. */
public interface LogHandOff {

  /** The topic's destination id. */
  long topic();

  /** Committed: a publisher's next messages, in order. Called by the lane's thread. */
  void appended(List<LoggedMessage> messages);
}
