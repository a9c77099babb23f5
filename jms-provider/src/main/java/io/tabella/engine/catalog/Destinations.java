package io.tabella.engine.catalog;

import io.tabella.engine.lease.TemporaryTopics;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.MessageStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The destinations that this node has met, by name and by id. For all threads. */
public final class Destinations {

  private final MessageStore store;
  private final ConcurrentHashMap<String, DestinationRecord> queuesByName =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, DestinationRecord> topicsByName =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, String> namesById = new ConcurrentHashMap<>();

  public Destinations(MessageStore store) {
    this.store = store;
  }

  /**
   * The id of a queue, which is made if need be.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public long queueId(String name) {
    DestinationRecord known = queuesByName.get(name);
    if (known == null) {
      // Not under the map's lock: this asks the database, which makes two at once the same.
      known = store.destinations().findOrCreate(DestinationKind.QUEUE, name);
      queuesByName.put(name, known);
      namesById.put(known.id(), name);
    }
    return known.id();
  }

  /**
   * The id of a topic, which is made if need be, unless it is a temporary one.
   *
   * @throws NoSuchTopicException if it is a temporary one that is gone
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public long topicId(String name) {
    DestinationRecord known = topicsByName.get(name);
    if (known == null) {
      known = TemporaryTopics.isTemporary(name) ? temporary(name) : named(name);
      topicsByName.put(name, known);
    }
    return known.id();
  }

  private DestinationRecord named(String name) {
    return store.destinations().findOrCreate(DestinationKind.TOPIC, name);
  }

  private DestinationRecord temporary(String name) {
    return store
        .destinations()
        .find(DestinationKind.TOPIC, name)
        .orElseThrow(() -> new NoSuchTopicException("the temporary topic " + name + " is gone"));
  }

  /**
   * The name of a destination of this store, whoever made it; empty if it is gone.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public Optional<String> findName(DestinationKind kind, long id) {
    return store.destinations().list(kind).stream()
        .filter(record -> record.id() == id)
        .map(DestinationRecord::name)
        .findFirst();
  }

  /** The topic is gone: who asks for it again gets another one. */
  public void forgetTopic(String name) {
    topicsByName.remove(name);
  }

  /**
   * The name of a queue whose id came from {@link #queueId}.
   *
   * @throws IllegalArgumentException if it did not
   */
  public String queueName(long id) {
    String name = namesById.get(id);
    if (name == null) {
      throw new IllegalArgumentException("no queue of this node has the id " + id);
    }
    return name;
  }
}
