package io.tabella.engine.log;

import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Policies;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.lease.TemporaryNames;
import io.tabella.engine.lease.TopicRemoval;
import io.tabella.engine.monitor.SubscriptionFigures;
import io.tabella.engine.service.Service;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Audience;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreException;
import io.tabella.store.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The topics of a node: where to publish, and what to read. For all threads. */
public final class TopicLogs implements Service {

  private static final long CHORES_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LogContext context;
  private final LogTails tails;
  private final LogReader reader;
  private final Subscriptions subscriptions;
  private final Unsubscription unsubscription;
  private final ClientIdentifiers clientIds;
  private final AtomicLong temporary = new AtomicLong();
  private long nextChores;
  private long lastTopic;

  /** The topics of a node. */
  public TopicLogs(
      MessageStore store,
      Destinations destinations,
      Membership membership,
      Ticker ticker,
      Redelivery redelivery,
      Policies policies,
      Times times) {
    this.context =
        new LogContext(store, membership, ticker, redelivery, policies, times.poll, times.hold);
    this.tails = new LogTails(store, destinations);
    this.reader = new LogReader(context, tails, this::chores);
    DeadHolders holders = new DeadHolders(store, context.node());
    this.subscriptions = new Subscriptions(context, tails, reader, holders);
    this.unsubscription = new Unsubscription(holders);
    this.clientIds = new ClientIdentifiers(context, holders);
    this.nextChores = ticker.nanos();
  }

  /**
   * How long things take.
   *
   * @param poll logs are left alone while nothing comes from other nodes
   * @param hold messages of shared subscriptions are held that nobody looks for
   */
  public record Times(Duration poll, Duration hold) {}

  /**
   * Makes a topic with a name of its own, to be removed with {@link #removeTemporary}, or when this
   * node is reaped.
   *
   * @return its name
   */
  public String createTemporary() {
    String name = TemporaryNames.prefixOf(context.node()) + temporary.incrementAndGet();
    context.store().destinations().findOrCreate(DestinationKind.TOPIC, name);
    return name;
  }

  /**
   * Where to publish.
   *
   * @param topic its name; the topic is made if need be, unless it is a temporary one
   * @param origin the connection or client identifier that publishes, for those who do not want
   *     their own messages; null if nobody asks
   * @throws io.tabella.engine.catalog.NoSuchDestinationException if it is a temporary one that is
   *     gone
   * @throws StoreException if the database cannot tell
   */
  public Outlet outlet(String topic, @Nullable String origin) {
    return new Publication(tails.of(topic), context.policies(), origin);
  }

  /**
   * Where to append what only one subscription is to get.
   *
   * @param topic its name
   * @throws StoreException if the database cannot tell
   */
  public Outlet outlet(String topic, long subscription) {
    return outlet(topic, Audience.of(subscription).noted());
  }

  /**
   * Makes a subscription or finds it, and gets hold of it. Waits until a node that has died with it
   * is reaped.
   *
   * @param sink told when a look is worth it
   * @param lane the session's
   * @return a reader that is not active yet
   * @throws SubscriptionInUseException if somebody uses it in a way that does not go together
   * @throws StoreException if the database cannot be written
   */
  public Reader subscribe(SubscriptionRequest request, Sink sink, Lane lane) {
    return subscriptions.subscribe(request, sink, lane);
  }

  /**
   * Removes a durable subscription, and what it has not read.
   *
   * @param clientId empty if none
   * @throws SubscriptionInUseException if it has a consumer
   * @throws NoSuchSubscriptionException if it is not there
   * @throws StoreException if the database cannot be written
   */
  public void unsubscribe(String clientId, String name, Lane lane) {
    subscriptions.settle(clientId, name);
    unsubscription.remove(clientId, name, lane);
  }

  /**
   * Sets what of a topic is kept although all have passed it.
   *
   * @param millis messages younger than this; 0: none for their age
   * @param bytes and no more than about so many bytes; 0: without such a limit
   */
  public void retain(String topic, long millis, long bytes, Lane lane) {
    long id = tails.of(topic).topic();
    UnitOfWork unit = new UnitOfWork();
    unit.also(transaction -> transaction.log().retain(id, new Topics.Retention(millis, bytes)));
    lane.commit(unit);
  }

  /** Removes a topic with its subscriptions and what is in its log. */
  public void removeTemporary(String topic, Lane lane) {
    LogTail tail = tails.of(topic);
    new TopicRemoval(tail.topic(), topic).through(lane);
    tails.forget(tail);
  }

  /**
   * How far each subscription of this store is, in whatever node it is read.
   *
   * @throws StoreException if the database cannot tell
   */
  public List<SubscriptionFigures> figures() {
    return new SubscriptionInspector(context.store(), context.membership().clock()).figures();
  }

  /**
   * Takes a client identifier for a connection; waits until a node that has died with it is reaped.
   *
   * @return false if another connection has it, in whatever node
   */
  public boolean takeClientId(String clientId, Lane lane) {
    return clientIds.take(clientId, lane);
  }

  /** Gives a client identifier back. */
  public void giveBackClientId(String clientId, Lane lane) {
    clientIds.giveBack(clientId, lane);
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public void stop() {
    reader.stop();
  }

  /** One turn, by hand where the thread was not started. */
  public void runOnce() {
    reader.runOnce();
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  public void watch(Duration limit) {
    reader.watch(limit);
  }

  /** What is set for topics has changed: readers look again. */
  public void lookAgain() {
    subscriptions.open().all().forEach(Subscriber::arrived);
  }

  /** A branch was rolled back: what it had received is there again. */
  public void takeReturned() {
    subscriptions.takeReturned();
  }

  /** The node has ended: readers fail with the cause. */
  public void end(StoreException cause) {
    subscriptions.end(cause);
  }

  private void chores() {
    subscriptions.open().all().forEach(Subscriber::lookIfDue);
    long now = context.now();
    if (now - nextChores >= 0) {
      nextChores = now + CHORES_NANOS;
      List<DestinationRecord> fresh = context.store().topics().findTopicsAbove(lastTopic);
      if (!fresh.isEmpty()) {
        subscriptions.followNew(lastTopic);
        lastTopic = fresh.get(fresh.size() - 1).id();
      }
      subscriptions.tidy();
      subscriptions.storePlaces();
    }
  }
}
