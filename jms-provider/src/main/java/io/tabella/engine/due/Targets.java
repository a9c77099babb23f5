package io.tabella.engine.due;

import io.tabella.engine.delivery.Outlet;
import io.tabella.store.DestinationKind;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoredMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the destinations of staged messages. For all threads. */
public interface Targets {

  /** Empty if it is gone. */
  Optional<Outlet> find(Place place);

  /**
   * The same destination for a message that counts as sent only now, as those of a branch do when
   * that is committed: it may turn out to be a duplicate.
   */
  Outlet first(Outlet outlet, StoredMessage message);

  /**
   * Where a staged message goes.
   *
   * @param origin the connection or client identifier that published it, if that is known
   */
  record Place(DestinationKind kind, long destination, @Nullable String origin) {

    /** A message's. */
    public static Place of(StagedMessage staged) {
      return new Place(staged.kind(), staged.destination(), staged.origin());
    }
  }
}
