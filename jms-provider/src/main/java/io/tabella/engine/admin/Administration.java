package io.tabella.engine.admin;

import io.tabella.engine.catalog.DestinationSetting;
import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.catalog.StoredPolicies;
import io.tabella.engine.delivery.DestinationPolicy;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Origin;
import io.tabella.engine.dispatch.Browse;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.lease.QueueRemoval;
import io.tabella.engine.lease.Removal;
import io.tabella.engine.lease.TopicRemoval;
import io.tabella.engine.log.TopicLogs;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes.Member;
import io.tabella.store.Settings.SettingRecord;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoredMessage;
import io.tabella.store.SubscriptionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an administrator does. For all threads. */
public final class Administration {

  private static final int CHUNK = 200;

  private final MessageStore store;
  private final Membership membership;
  private final Destinations destinations;
  private final StoredPolicies policies;
  private final Lane lane;
  private final TopicLogs topics;

  /** Through a lane of a node. */
  public Administration(
      MessageStore store,
      Membership membership,
      Destinations destinations,
      StoredPolicies policies,
      Lane lane,
      TopicLogs topics) {
    this.store = store;
    this.membership = membership;
    this.destinations = destinations;
    this.policies = policies;
    this.lane = lane;
    this.topics = topics;
  }

  // Destinations.

  /** Makes a destination unless it is there. */
  public void create(DestinationKind kind, String name) {
    store.destinations().findOrCreate(kind, name);
  }

  /** The names of all of a kind. */
  public List<String> list(DestinationKind kind) {
    return store.destinations().list(kind).stream().map(DestinationRecord::name).toList();
  }

  /**
   * How much is in a queue.
   *
   * @throws UnknownDestinationException if it is not there
   */
  public QueueFigures figures(String queue) {
    var content = store.queues().content(find(DestinationKind.QUEUE, queue));
    long age = content.oldestSentAt() == 0 ? 0 : membership.clock().now() - content.oldestSentAt();
    DestinationPolicy policy = policies.of(DestinationKind.QUEUE.address(queue));
    return new QueueFigures(
        queue, content.entries(), content.held(), Math.max(0, age), policy.paused());
  }

  /**
   * Removes a destination with all that is in it.
   *
   * @throws UnknownDestinationException if it is not there
   * @throws DestinationInUseException if a node uses it, or a subscription of it has a consumer
   */
  public void remove(DestinationKind kind, String name) {
    long id = find(kind, name);
    if (kind == DestinationKind.TOPIC) {
      refuseActiveSubscriptions(name);
    }
    List<Long> users = store.destinations().removeUnused(id);
    if (!users.isEmpty()) {
      throw new DestinationInUseException(
          name
              + " is used by "
              + describe(users)
              + ": stop what sends to it or receives from it, and remove it then");
    }
    destinations.forget(kind, name);
    Removal removal =
        kind == DestinationKind.QUEUE ? new QueueRemoval(id) : new TopicRemoval(id, name);
    removal.through(lane);
  }

  private void refuseActiveSubscriptions(String topic) {
    for (SubscriptionRecord subscription : store.topics().list()) {
      if (subscription.spec().topic().equals(topic)
          && subscription.holder() != SubscriptionRecord.NOBODY) {
        throw new DestinationInUseException(
            "the subscription '"
                + subscription.spec().name()
                + "' of "
                + topic
                + " has a consumer");
      }
    }
  }

  private String describe(List<Long> nodes) {
    List<String> names =
        store.nodes().list().stream()
            .filter(member -> nodes.contains(member.node()))
            .map(member -> "node " + member.node() + " (" + member.name() + ")")
            .toList();
    return names.isEmpty() ? "nodes that have just left" : String.join(", ", names);
  }

  private long find(DestinationKind kind, String name) {
    return store
        .destinations()
        .find(kind, name)
        .orElseThrow(
            () ->
                new UnknownDestinationException(
                    "there is no " + kind.word() + " " + name + "; names count to the letter"))
        .id();
  }

  // Settings.

  /**
   * Sets something for a destination, or with * for all of a kind; at once in this node, within
   * seconds in the others.
   *
   * @throws IllegalArgumentException if there is no such setting, or it does not take the value
   */
  public void set(DestinationKind kind, String name, String setting, String value) {
    DestinationSetting known =
        DestinationSetting.find(setting)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no setting " + setting + "; docs/destinations.md lists them"));
    DestinationPolicy unused = known.set(policies.of(DestinationKind.QUEUE.address("")), value);
    store.settings().set(new SettingRecord(kind, name, setting, value.strip()));
    policies.refresh();
  }

  /** Removes what was set; false if nothing was. */
  public boolean reset(DestinationKind kind, String name, String setting) {
    boolean removed = store.settings().remove(kind, name, setting);
    policies.refresh();
    return removed;
  }

  /** All that is set. */
  public List<SettingRecord> settings() {
    return store.settings().list();
  }

  // Messages.

  /** A walk through a queue; null at its end. */
  public Browse browse(String queue, MessageFilter filter) {
    return new Browse(store, membership.clock(), find(DestinationKind.QUEUE, queue), filter);
  }

  /** Removes ready messages; tells how many. */
  public long purge(String queue, MessageFilter filter) {
    long id = find(DestinationKind.QUEUE, queue);
    return transfer(filter).run(id, message -> new Way.Away());
  }

  /** Moves ready messages to another queue, which is made if need be; tells how many. */
  public long move(String queue, String target, MessageFilter filter) {
    long id = find(DestinationKind.QUEUE, queue);
    long to = store.destinations().findOrCreate(DestinationKind.QUEUE, target).id();
    return transfer(filter).run(id, message -> new Way.ToQueue(to, message));
  }

  /**
   * Sends ready messages back to the queues and subscriptions they came from; tells how many.
   *
   * @param origin tells where a message was, and how; empty if it stays
   */
  public long retry(
      String queue, MessageFilter filter, Function<StoredMessage, Optional<Returning>> origin) {
    long id = find(DestinationKind.QUEUE, queue);
    Ways ways = new Ways(store, topics);
    return transfer(filter).run(id, message -> origin.apply(message).map(ways::of).orElse(null));
  }

  /** A message on its way back. */
  public record Returning(Origin origin, StoredMessage message) {}

  private Transfer transfer(MessageFilter filter) {
    return new Transfer(store, membership, lane, filter);
  }

  // What is not due yet.

  /** All that waits for its time, and is for a destination. */
  public List<StagedMessage> delayed(DestinationKind kind, String name) {
    long id = find(kind, name);
    List<StagedMessage> found = new ArrayList<>();
    List<StagedMessage> chunk = store.dueMessages().list(new StagedKey(0, 0, 0), CHUNK);
    while (!chunk.isEmpty()) {
      chunk.stream().filter(it -> it.kind() == kind && it.destination() == id).forEach(found::add);
      chunk = store.dueMessages().list(chunk.get(chunk.size() - 1).key(), CHUNK);
    }
    return found;
  }

  /** Removes what waits; tells how many were still there. */
  public int cancel(List<StagedMessage> messages) {
    int[] cancelled = new int[1];
    UnitOfWork unit = new UnitOfWork();
    unit.also(transaction -> cancelled[0] = transaction.staged().cancel(messages));
    lane.commit(unit);
    return cancelled[0];
  }

  /** The nodes of the store. */
  public List<Member> nodes() {
    return store.nodes().list();
  }
}
