package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.H2Database.Row;
import io.tabella.store.MessageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Nodes on one database in memory, on time that a test sets, with no thread running; and after each
 * test the books are checked. To be registered as an extension of each test.
 */
final class EngineKit implements AfterEachCallback {

  private final H2Database database = new H2Database();
  private final SettableTicker ticker = new SettableTicker();
  private final Books books = new Books();
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final List<MessageStore> stores = new ArrayList<>();
  private final List<TestNode> nodes = new ArrayList<>();

  H2Database database() {
    return database;
  }

  SettableTicker ticker() {
    return ticker;
  }

  Books books() {
    return books;
  }

  void passes(Duration time) {
    ticker.advance(time);
  }

  TestNode join() {
    return join(config -> {});
  }

  /** A node with a store of its own, as if in another JVM. */
  TestNode join(Consumer<NodeConfig.Builder> settings) {
    MessageStore store = database.open();
    stores.add(store);
    NodeConfig.Builder config = NodeConfig.builder().name("node" + nodes.size()).lanes(1);
    settings.accept(config);
    TestNode node = new TestNode(this, new FaultyStore(store, ticker), config.build());
    nodes.add(node);
    return node;
  }

  /** The node's thread renews its lease again and again, until the test ends. */
  void heartbeatSoon(TestNode node) {
    Future<?> unused =
        others.submit(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                node.heartbeat();
              }
            });
  }

  <T> Future<T> elsewhere(Callable<T> work) {
    return others.submit(work);
  }

  /** All there is in a queue, acknowledged by a node. */
  List<String> drain(TestNode node, String queue) {
    TestReader reader = node.reader(queue);
    List<String> ids = reader.consumeAll();
    reader.close();
    return ids;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isEmpty()) {
        check();
      }
    } finally {
      others.shutdownNow();
      stores.forEach(MessageStore::close);
      database.close();
    }
  }

  /** Nothing is lost or doubled, and a node owns what its consumers have in their hands. */
  private void check() {
    books.check(database);
    for (TestNode node : nodes) {
      if (!node.isAbandoned() && node.node().endedBy() == null) {
        node.closeReaders();
        List<String> owned =
            database.rows().stream()
                .filter(row -> row.owner() == node.id())
                .map(Row::messageId)
                .toList();
        assertThat(node.hands()).as("in hands, of node %s", node.id()).containsAll(owned);
      }
    }
    books.check(database);
  }
}
