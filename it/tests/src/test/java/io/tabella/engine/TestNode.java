package io.tabella.engine;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.dispatch.Dispatcher;
import io.tabella.engine.log.StartAt;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.StoredMessage;
import io.tabella.store.SubscriptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A node whose threads do not run: a test takes their turns. Belongs to the test's thread, but for
 * {@link #submit}.
 */
@SuppressWarnings("ThreadPriorityCheck") // turns of real threads are waited for
final class TestNode {

  private static final long UNTIL_SIGNALLED = Long.MAX_VALUE;

  private static final Node.Texts TEXTS =
      new Node.Texts(DeadLetterNote::stamp, TestNode::property, "id");

  private final EngineKit kit;
  private final FaultyStore store;
  private final Node node;
  private final List<TestReader> readers = new ArrayList<>();
  private boolean abandoned;

  TestNode(EngineKit kit, FaultyStore store, NodeConfig config) {
    this.kit = kit;
    this.store = store;
    this.node = Node.joinStill(store, config, TEXTS, kit.ticker());
  }

  /** Tests have no properties but the type. */
  private static @Nullable String property(StoredMessage message, String name) {
    return message.header().type();
  }

  Node node() {
    return node;
  }

  long id() {
    return node.id();
  }

  Faults faults() {
    return store.faults();
  }

  Books books() {
    return kit.books();
  }

  Lane lane(int number) {
    return node.lanes().get(number);
  }

  long queue(String name) {
    return node.destinations().queueId(name);
  }

  Dispatcher dispatcher(String queue) {
    return node.dispatcher(queue(queue));
  }

  // What threads would do.

  /** Lanes commit what waits; the moment passes in which they would wait for more. */
  void laneTurns() {
    for (Lane lane : node.lanes()) {
      long wait = lane.runOnce();
      while (wait < UNTIL_SIGNALLED) {
        kit.passes(Duration.ofNanos(wait));
        wait = lane.runOnce();
      }
    }
  }

  /** One turn of each claimer. */
  void claimTurn() {
    node.dispatchers().runOnce();
  }

  /** A claimer's turns until its polls are due and done, and what they led to. */
  void pollTurns() {
    kit.ticker().advance(Duration.ofMillis(300));
    claimTurn();
    claimTurn();
  }

  void houseTurn() {
    node.housekeeping().runOnce();
  }

  void heartbeat() {
    node.leaseKeeper().runOnce();
  }

  // What sessions would do.

  TestReader reader(String queue) {
    TestReader reader = newReader(queue);
    reader.reader().activate();
    return reader;
  }

  /** An active reader of what a filter wants. */
  TestReader reader(String queue, String selector, MessageFilter filter) {
    TestReader reader = new TestReader(this, queue, selector, filter);
    readers.add(reader);
    reader.reader().activate();
    return reader;
  }

  TestReader newReader(String queue) {
    return newReader(queue, () -> {});
  }

  TestReader newReader(String queue, Sink sink) {
    TestReader reader = new TestReader(this, queue, sink);
    readers.add(reader);
    return reader;
  }

  /** A reader that waits, after a scan that found nothing: what is sent here is born claimed. */
  TestReader hungryReader(String queue) {
    TestReader reader = reader(queue);
    if (reader.poll() != null) {
      throw new AssertionError("the queue is not empty");
    }
    claimTurn();
    claimTurn();
    return reader;
  }

  void send(String queue, String... ids) {
    for (String id : ids) {
      send(queue, Messages.text(id));
    }
  }

  void send(String queue, StoredMessage message) {
    commit(sending(queue, message));
    books().sent(message.header().messageId());
  }

  UnitOfWork sending(String queue, StoredMessage message) {
    UnitOfWork unit = new UnitOfWork();
    unit.send(dispatcher(queue), message);
    return unit;
  }

  /** Hands a send over; the books learn of it when it is stored. */
  CompletableFuture<Void> submit(int lane, String queue, String id) {
    return submit(lane, queue, Messages.text(id));
  }

  private CompletableFuture<Void> submit(int lane, String queue, StoredMessage message) {
    String id = message.header().messageId();
    return lane(lane)
        .submit(sending(queue, message))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                books().sent(id);
              }
            });
  }

  /** {@link #submit} for whom the books are enough. */
  void sendLater(int lane, String queue, StoredMessage message) {
    CompletableFuture<Void> unused = submit(lane, queue, message);
  }

  /** Hands a unit over to the first lane, and takes the lane's turns. */
  void commit(UnitOfWork unit) {
    CompletableFuture<Void> done = lane(0).submit(unit);
    laneTurns();
    try {
      done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  // Topics.

  /** A consumer of a subscription, active. */
  TestSubscriber subscriber(SubscriptionSpec spec) {
    return subscriber(new SubscriptionRequest(spec, StartAt.END, MessageFilter.ALL));
  }

  TestSubscriber subscriber(SubscriptionRequest request) {
    return new TestSubscriber(this, request);
  }

  void publish(String topic, String... ids) {
    for (String id : ids) {
      publish(topic, Messages.text(id));
    }
  }

  void publish(String topic, StoredMessage message) {
    UnitOfWork unit = new UnitOfWork();
    node.topics().outlet(topic, null).sendIn(unit, message);
    commit(unit);
  }

  /** A turn of the thread that reads logs, with its chores, and what it has lanes do. */
  void logTurn() {
    kit.passes(Duration.ofSeconds(1));
    pumping(
        () -> {
          node.topics().runOnce();
          return null;
        });
    laneTurns();
  }

  /** Runs what may wait for a lane on a thread of its own, and takes the lanes' turns meanwhile. */
  <T extends @Nullable Object> T pumping(Callable<T> work) {
    return pumping(work, this::laneTurns);
  }

  /** The same for what may wait for claimers, too. */
  <T extends @Nullable Object> T pumpingClaims(Callable<T> work) {
    return pumping(
        work,
        () -> {
          laneTurns();
          claimTurn();
        });
  }

  private <T extends @Nullable Object> T pumping(Callable<T> work, Runnable turns) {
    Future<T> result = kit.elsewhere(work);
    while (!result.isDone()) {
      turns.run();
      Thread.yield();
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // How it ends.

  /** Its JVM dies, or stops the world: nothing of it runs, and its lease runs out. */
  void abandon() {
    abandoned = true;
    kit.database().age(id());
  }

  /** Somebody has stopped it. */
  void markStopped() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  void stop() {
    abandoned = true;
    pumping(
        () -> {
          node.stop();
          return null;
        });
  }

  /** Gives back what its readers do not have in their hands. */
  void closeReaders() {
    store.faults().forgetAll();
    readers.forEach(TestReader::close);
    laneTurns();
    pollTurns();
  }

  List<String> hands() {
    return readers.stream().flatMap(reader -> reader.hands().stream()).toList();
  }
}
