package io.tabella.engine.catalog;

import io.tabella.engine.lease.TemporaryNames;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.MessageStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The destinations that this node has met, by name and by id. For all threads. */
public final class Destinations {

  private final MessageStore store;
  private final long node;
  private final boolean autoCreate;
  private final ConcurrentHashMap<String, DestinationRecord> queuesByName =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, DestinationRecord> topicsByName =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, String> namesById = new ConcurrentHashMap<>();

  /**
   * Those that a node meets.
   *
   * @param autoCreate whether a queue or topic is made when it is first asked for
   */
  public Destinations(MessageStore store, long node, boolean autoCreate) {
    this.store = store;
    this.node = node;
    this.autoCreate = autoCreate;
  }

  /**
   * The id of a queue, which is made if need be, unless it is a temporary one.
   *
   * @throws NoSuchDestinationException if it is a temporary one that is gone
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public long queueId(String name) {
    DestinationRecord known = queuesByName.get(name);
    if (known == null) {
      known = find(DestinationKind.QUEUE, name);
      queuesByName.put(name, known);
      namesById.put(known.id(), name);
    }
    return known.id();
  }

  /**
   * The id of a topic, which is made if need be, unless it is a temporary one.
   *
   * @throws NoSuchDestinationException if it is a temporary one that is gone
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public long topicId(String name) {
    DestinationRecord known = topicsByName.get(name);
    if (known == null) {
      known = find(DestinationKind.TOPIC, name);
      topicsByName.put(name, known);
    }
    return known.id();
  }

  /** Not under a map's lock: this asks the database, which makes two at once the same. */
  private DestinationRecord find(DestinationKind kind, String name) {
    if (TemporaryNames.isTemporary(name)) {
      return store.destinations().find(kind, name).orElseThrow(() -> gone(name));
    }
    DestinationRecord found = autoCreate ? made(kind, name) : existing(kind, name);
    while (!store.destinations().use(node, found.id())) {
      // Somebody has removed it meanwhile.
      found = autoCreate ? made(kind, name) : existing(kind, name);
    }
    return found;
  }

  private DestinationRecord made(DestinationKind kind, String name) {
    return store.destinations().findOrCreate(kind, name);
  }

  private DestinationRecord existing(DestinationKind kind, String name) {
    return store
        .destinations()
        .find(kind, name)
        .orElseThrow(
            () ->
                new NoSuchDestinationException(
                    "there is no "
                        + kind.word()
                        + " "
                        + name
                        + ", and the setting autoCreate is false: have an administrator create it"
                        + " with TabellaAdmin"));
  }

  private static NoSuchDestinationException gone(String name) {
    return new NoSuchDestinationException("the temporary destination " + name + " is gone");
  }

  /** The id of a queue that this node itself needs, as for dead letters: it is made if need be. */
  public long ownQueueId(String name) {
    if (!queuesByName.containsKey(name)) {
      made(DestinationKind.QUEUE, name);
    }
    return queueId(name);
  }

  /** A destination is gone: who asks for it again gets another one. */
  public void forget(DestinationKind kind, String name) {
    DestinationRecord known =
        (kind == DestinationKind.QUEUE ? queuesByName : topicsByName).remove(name);
    if (known != null) {
      namesById.remove(known.id());
    }
  }

  /**
   * The name of a destination of this store, whoever made it; empty if it is gone.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public Optional<String> findName(DestinationKind kind, long id) {
    return store
        .destinations()
        .find(id)
        .filter(record -> record.kind() == kind)
        .map(DestinationRecord::name);
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
