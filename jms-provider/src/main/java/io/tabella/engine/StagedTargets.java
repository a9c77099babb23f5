package io.tabella.engine;

import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.dispatch.Dispatcher;
import io.tabella.engine.due.Targets;
import io.tabella.engine.log.TopicLogs;
import io.tabella.store.DestinationKind;
import io.tabella.store.StagedMessage;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Where staged messages go. What a branch sent without a delay counts as sent only now, for a
 * branch that is rolled back has sent nothing: so now it may turn out to be a duplicate. For all
 * threads.
 *
 * @param queues gives the dispatcher of a queue
 */
record StagedTargets(
    Destinations destinations, LongFunction<Dispatcher> queues, TopicLogs topics, Node.Texts texts)
    implements Targets {

  @Override
  public Optional<Outlet> find(StagedMessage staged) {
    Optional<String> name = destinations.findName(staged.kind(), staged.destination());
    return name.map(it -> outlet(it, staged)).map(outlet -> once(outlet, staged));
  }

  private Outlet outlet(String name, StagedMessage staged) {
    return staged.kind() == DestinationKind.QUEUE
        ? queues.apply(destinations.queueId(name)).outlet()
        : topics.outlet(name, staged.origin());
  }

  private Outlet once(Outlet outlet, StagedMessage staged) {
    String properties = staged.message().properties();
    boolean sentNow = staged.key().dueAt() == 0;
    if (!sentNow || properties == null || !properties.contains(texts.duplicateId())) {
      return outlet;
    }
    String id = texts.reader().read(staged.message(), texts.duplicateId());
    return id == null ? outlet : outlet.once(id);
  }
}
