package io.tabella.engine.log;

import io.tabella.engine.catalog.Destinations;
import io.tabella.store.DestinationKind;
import io.tabella.store.MessageStore;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The topics that this node has met. For all threads. */
final class LogTails {

  private final ConcurrentHashMap<Long, LogTail> byTopic = new ConcurrentHashMap<>();
  private final MessageStore store;
  private final Destinations destinations;

  LogTails(MessageStore store, Destinations destinations) {
    this.store = store;
    this.destinations = destinations;
  }

  /**
   * The topic of that name, made if need be.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  LogTail of(String name) {
    return of(destinations.topicId(name), name);
  }

  LogTail of(long topic, String name) {
    return byTopic.computeIfAbsent(topic, id -> new LogTail(id, name, store.topics()));
  }

  /** The topic is gone. */
  void forget(LogTail tail) {
    tail.removed();
    byTopic.remove(tail.topic());
    destinations.forget(DestinationKind.TOPIC, tail.name());
  }

  /** Those that somebody here reads. */
  List<LogTail> wanted() {
    return byTopic.values().stream().filter(LogTail::isWanted).toList();
  }
}
