package io.tabella.engine.due;

import io.tabella.engine.delivery.Outlet;
import io.tabella.store.StagedMessage;
import java.util.Optional;

/** Gives the destination of a staged message. For all threads. */
@FunctionalInterface
public interface Targets {

  /** Empty if it is gone. */
  Optional<Outlet> find(StagedMessage message);
}
