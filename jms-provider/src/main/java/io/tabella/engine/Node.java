package io.tabella.engine;

import io.tabella.engine.admin.Administration;
import io.tabella.engine.branch.XaBranches;
import io.tabella.engine.catalog.Destinations;
import io.tabella.engine.catalog.StoredPolicies;
import io.tabella.engine.delivery.DeadLetterHeader;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.PropertyReader;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.dispatch.Browse;
import io.tabella.engine.dispatch.DispatchContext;
import io.tabella.engine.dispatch.Dispatcher;
import io.tabella.engine.dispatch.Dispatcher.QueueName;
import io.tabella.engine.dispatch.Dispatchers;
import io.tabella.engine.dispatch.TemporaryQueues;
import io.tabella.engine.due.DueMover;
import io.tabella.engine.due.Targets;
import io.tabella.engine.join.Joins;
import io.tabella.engine.lease.LeaseKeeper;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.lease.NodeReaper;
import io.tabella.engine.lease.StoreClock;
import io.tabella.engine.log.TopicLogs;
import io.tabella.engine.monitor.Counters;
import io.tabella.engine.monitor.NodeFigures;
import io.tabella.engine.retention.Expiry;
import io.tabella.engine.retention.LogSweeper;
import io.tabella.engine.retention.NoteSweeper;
import io.tabella.engine.retention.Sweeper;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.LaneConfig;
import io.tabella.engine.transaction.Ledger;
import io.tabella.store.FencedException;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes.JoinRequest;
import io.tabella.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One running JVM as a member of a store: an incarnation that never comes back. For all threads.
 */
public final class Node {

  private static final System.Logger LOG = System.getLogger(Node.class.getName());

  private final NodeConfig config;
  private final MessageStore store;
  private final Ticker ticker;
  private final Membership membership;
  private final Destinations destinations;
  private final Counters counters;
  private final List<Lane> lanes;
  private final Redelivery redelivery;
  private final Dispatchers dispatchers;
  private final TopicLogs topics;
  private final Targets targets;
  private final DueMover due;
  private final XaBranches branches;
  private final Joins joins;
  private final TemporaryQueues temporaryQueues;
  private final StoredPolicies policies;
  private final LeaseKeeper leaseKeeper;
  private final NodeReaper reaper;
  private final Housekeeping housekeeping;
  private final AtomicInteger nextLane = new AtomicInteger();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong consumers = new AtomicLong();
  private final NodeEnd ended;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * How the engine reads and writes messages, whose form it does not know.
   *
   * @param header writes onto messages why they were given up
   * @param reader reads properties
   * @param duplicateId the property with what a sender calls its message
   */
  public record Texts(DeadLetterHeader header, PropertyReader reader, String duplicateId) {}

  private Node(MessageStore store, NodeConfig config, Texts texts, Ticker ticker) {
    this.store = store;
    this.config = config;
    this.ticker = ticker;
    this.membership = Membership.join(store, request(), ticker);
    this.ended = new NodeEnd(id());
    this.destinations = new Destinations(store, id(), config.autoCreate());
    this.policies = new StoredPolicies(store, config.destinations());
    this.counters = new Counters(config.commits());
    this.lanes = newLanes();
    this.redelivery =
        new Redelivery(
            policies,
            membership.clock(),
            texts.header(),
            name -> dispatcher(destinations.ownQueueId(name)),
            counters);
    this.dispatchers = newDispatchers(texts.reader());
    this.topics = newTopics();
    this.targets = new StagedTargets(destinations, this::dispatcher, topics, texts);
    policies.onChange(dispatchers::lookEverywhere);
    policies.onChange(topics::lookAgain);
    this.temporaryQueues = new TemporaryQueues(store, destinations, dispatchers, id());
    this.branches = newBranches();
    this.due = new DueMover(store, membership.clock(), lanes, targets, id());
    this.joins = new Joins(store, membership, redelivery, due, ticker, counters);
    this.leaseKeeper =
        new LeaseKeeper(
            membership, config.membership().heartbeat(), ticker, this::watch, this::end);
    Ledger houseLedger = ledger(membership.ledgers().housekeeping());
    this.reaper =
        new NodeReaper(store, id(), membership.lease(), houseLedger, dispatchers::lookEverywhere);
    this.housekeeping = newHousekeeping(houseLedger, texts.header());
  }

  /**
   * Joins a store and starts to work. The store stays the caller's, who closes it after {@link
   * #stop}.
   *
   * @throws StoreException if the database does not let it
   */
  public static Node join(MessageStore store, NodeConfig config, Texts texts) {
    Node node = new Node(store, config, texts, Ticker.system());
    node.start();
    return node;
  }

  /** Joins without a thread: whoever calls this runs the turns by hand, at the time it sets. */
  static Node joinStill(MessageStore store, NodeConfig config, Texts texts, Ticker ticker) {
    return new Node(store, config, texts, ticker);
  }

  private JoinRequest request() {
    int count = config.lanes() > 0 ? config.lanes() : suitableLanes();
    int claimers = Math.max(1, count / 2);
    return new JoinRequest(config.name(), config.membership().lease().toMillis(), count, claimers);
  }

  /**
   * No more than keep half of the processors busy: sessions that share a commit cost less than
   * those that each have their own (docs/decisions/0011).
   */
  private int suitableLanes() {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return Math.min(store.suitableLanes(), half);
  }

  private List<Lane> newLanes() {
    LaneConfig laneConfig = LaneConfig.of(id(), config.membership().storeTimeout());
    List<Long> ledgers = membership.ledgers().lanes();
    return IntStream.range(0, ledgers.size())
        .mapToObj(i -> newLane("tabella-lane-" + id() + "-" + i, laneConfig, ledgers.get(i)))
        .toList();
  }

  private Lane newLane(String name, LaneConfig laneConfig, long ledger) {
    Lane lane =
        new Lane(name, laneConfig, ledger(ledger), membership.ids()::next, ticker, counters);
    lane.onFenced(this::end);
    return lane;
  }

  private Dispatchers newDispatchers(PropertyReader properties) {
    List<Ledger> ledgers = membership.ledgers().claimers().stream().map(this::ledger).toList();
    DispatchContext context =
        new DispatchContext(
            config.dispatchOf(id()), store, membership, ticker, redelivery, policies, properties);
    return new Dispatchers(context, new Dispatchers.Writers(ledgers, lanes.get(0), this::end));
  }

  private TopicLogs newTopics() {
    TopicLogs.Times times = new TopicLogs.Times(config.dispatch().poll(), config.dispatch().hold());
    return new TopicLogs(store, destinations, membership, ticker, redelivery, policies, times);
  }

  private XaBranches newBranches() {
    Runnable returned =
        () -> {
          dispatchers.lookEverywhere();
          topics.takeReturned();
        };
    return new XaBranches(store, membership, commonLane(), redelivery, targets, ticker, returned);
  }

  /** A thread that hangs shows in the log; nothing else would tell why messages wait. */
  private void watch() {
    Duration limit = config.membership().storeTimeout().multipliedBy(2).plusMinutes(1);
    lanes.forEach(lane -> lane.watch(limit));
    dispatchers.watch(limit);
    topics.watch(limit);
    due.watch(limit);
    branches.watch(limit);
    joins.watch(limit);
    housekeeping.watch(limit);
  }

  private Housekeeping newHousekeeping(Ledger ledger, DeadLetterHeader header) {
    Expiry expiry = new Expiry(store, ledger, membership, destinations, policies, header);
    Sweeper sweeper = new Sweeper(store, ledger, ticker, expiry);
    LogSweeper logSweeper = new LogSweeper(store, ledger, ticker, membership.clock()::now);
    NoteSweeper noteSweeper = new NoteSweeper(ledger, ticker);
    return new Housekeeping(
        id(),
        config.membership().heartbeat(),
        List.of(
            policies::refresh,
            reaper::runOnce,
            branches::forgetEnded,
            sweeper::runOnce,
            logSweeper::runOnce,
            noteSweeper::runOnce),
        this::end);
  }

  private Ledger ledger(long ledgerId) {
    return new Ledger(store, ledgerId, config.membership().storeTimeout(), ticker);
  }

  void start() {
    leaseKeeper.start();
    lanes.forEach(Lane::start);
    dispatchers.start();
    topics.start();
    due.start();
    housekeeping.start();
    LOG.log(
        Level.INFO, "joined; node=" + id() + " name=" + config.name() + " store=" + store.name());
  }

  List<Lane> lanes() {
    return lanes;
  }

  Dispatchers dispatchers() {
    return dispatchers;
  }

  DueMover due() {
    return due;
  }

  Housekeeping housekeeping() {
    return housekeeping;
  }

  /** Topics: where to publish, and what to read. */
  public TopicLogs topics() {
    return topics;
  }

  /** Branches of global transactions. They are written by {@link #commonLane}. */
  public XaBranches branches() {
    return branches;
  }

  /** Sends and receives in transactions of callers. */
  public Joins joins() {
    return joins;
  }

  LeaseKeeper leaseKeeper() {
    return leaseKeeper;
  }

  /** Never used again. */
  public long id() {
    return membership.node();
  }

  /** For people. */
  public String name() {
    return config.name();
  }

  public MessageStore store() {
    return store;
  }

  public Destinations destinations() {
    return destinations;
  }

  /** The database's time. */
  public StoreClock clock() {
    return membership.clock();
  }

  /** A JMSMessageID, unique in this store. */
  public String newMessageId() {
    return "ID:" + id() + "-" + messages.incrementAndGet();
  }

  /** An id that no other transaction has, of whatever node. */
  public String newTransactionId() {
    return "TX:" + id() + "-" + transactions.incrementAndGet();
  }

  /** A number that no other connection of this node has. */
  public long newConnectionNumber() {
    return connections.incrementAndGet();
  }

  /** A number that no other consumer of this node has. */
  public long newConsumerNumber() {
    return consumers.incrementAndGet();
  }

  /** A lane for a session, which keeps it for its life; they are given out in turn. */
  public Lane assignLane() {
    return lanes.get(Math.floorMod(nextLane.getAndIncrement(), lanes.size()));
  }

  /** The lane of what belongs to no session. */
  public Lane commonLane() {
    return lanes.get(0);
  }

  /** The dispatcher of a queue whose id came from {@link #destinations()}. */
  public Dispatcher dispatcher(long queueId) {
    return dispatchers.of(new QueueName(queueId, destinations.queueName(queueId)));
  }

  /** A walk through a queue whose id came from {@link #destinations()}, taking nothing. */
  public Browse browse(long queueId, MessageFilter filter) {
    return new Browse(store, clock(), queueId, filter);
  }

  /** What an administrator does, through this node. */
  public Administration administration() {
    return new Administration(store, membership, destinations, policies, commonLane(), topics);
  }

  /** Queues that go with this node, or before. */
  public TemporaryQueues temporaryQueues() {
    return temporaryQueues;
  }

  public Redelivery redelivery() {
    return redelivery;
  }

  /** What this node has done. */
  public NodeFigures figures() {
    return counters.figures();
  }

  /** Tells a listener, once and on any thread, when this node finds that it was fenced. */
  public void onEnd(Consumer<StoreException> listener) {
    ended.on(listener);
  }

  public void offEnd(Consumer<StoreException> listener) {
    ended.off(listener);
  }

  /** Why this node can do nothing any more; null while it can. */
  public @Nullable StoreException endedBy() {
    return ended.by();
  }

  private void end(FencedException cause) {
    if (ended.because(cause)) {
      LOG.log(Level.WARNING, "ended; node=" + id(), cause);
      housekeeping.end();
      lanes.forEach(lane -> lane.end(cause));
      dispatchers.end(cause);
      topics.end(cause);
      joins.end();
      ended.tell(cause);
    }
  }

  /** Commits what was handed over, gives back what is held, and leaves. Idempotent. */
  public void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    orderly(branches::stop);
    orderly(joins::stop);
    orderly(due::stop);
    orderly(dispatchers::stop);
    orderly(topics::stop);
    lanes.forEach(lane -> orderly(lane::stop));
    orderly(dispatchers::releaseLeft);
    orderly(housekeeping::stop);
    orderly(leaseKeeper::stop);
    if (ended.by() == null) {
      orderly(this::leave);
    }
    LOG.log(Level.INFO, "left; node=" + id());
  }

  /** A step that fails must not keep the others from being made. */
  private void orderly(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "could not leave in good order, others take over after the lease; node=" + id(),
          e);
    }
  }

  /**
   * A node that is gone must own nothing: what is still in somebody's hands comes again. What the
   * database does not take now, other nodes do when the lease has run out.
   */
  private void leave() {
    if (reaper.giveBackOwn()) {
      membership.leave();
    } else {
      LOG.log(Level.WARNING, "rows are locked, others release them after the lease; node=" + id());
    }
  }
}
