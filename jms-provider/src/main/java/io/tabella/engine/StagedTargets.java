package io.tabella.engine;

import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.dispatch.Dispatcher;
import io.tabella.engine.due.Targets;
import io.tabella.engine.log.TopicLogs;
import io.tabella.store.DestinationKind;
import io.tabella.store.StoredMessage;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Where staged messages go. For all threads.
 *
 * @param queues gives the dispatcher of a queue
 */
record StagedTargets(
    Destinations destinations, LongFunction<Dispatcher> queues, TopicLogs topics, Node.Texts texts)
    implements Targets {

  @Override
  public Optional<Outlet> find(Place place) {
    return destinations
        .findName(place.kind(), place.destination())
        .map(
            name ->
                place.kind() == DestinationKind.QUEUE
                    ? queues.apply(destinations.queueId(name)).outlet()
                    : topics.outlet(name, place.origin()));
  }

  @Override
  public Outlet first(Outlet outlet, StoredMessage message) {
    String properties = message.properties();
    if (properties == null || !properties.contains(texts.duplicateId())) {
      return outlet;
    }
    String id = texts.reader().read(message, texts.duplicateId());
    return id == null ? outlet : outlet.once(id);
  }
}
