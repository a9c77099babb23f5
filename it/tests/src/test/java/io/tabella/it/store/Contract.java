package io.tabella.it.store;

import io.tabella.store.DestinationKind;
import io.tabella.store.MessageStore;
import io.tabella.store.MessageStoreProvider;
import io.tabella.store.StoreConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A part of what every store has to do, on tables of its own. */
@Timeout(60)
abstract class Contract {

  /** A lease that has run out when it begins. */
  static final long DEAD_AT_ONCE = -1_000;

  final StoreTarget target;
  final StoreConfig config;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final ExecutorService others = Executors.newCachedThreadPool();
  private MessageStore store;
  private int queues;

  Contract(StoreTarget target) {
    this.target = target;
    this.config = target.config();
  }

  @BeforeEach
  void openStore() {
    store = open(config);
  }

  @AfterEach
  void closeEverything() throws Exception {
    others.shutdownNow();
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  MessageStore store() {
    return store;
  }

  final MessageStore open(StoreConfig config) {
    return closing(provider().open(config));
  }

  static MessageStoreProvider provider() {
    return ServiceLoader.load(MessageStoreProvider.class).findFirst().orElseThrow();
  }

  /** Closes it after the test, the last one first. */
  final <T extends AutoCloseable> T closing(T resource) {
    opened.push(resource);
    return resource;
  }

  final long newQueue() {
    return store.destinations().findOrCreate(DestinationKind.QUEUE, "queue" + ++queues).id();
  }

  final <T> Future<T> elsewhere(Callable<T> work) {
    return others.submit(work);
  }

  final String table(String name) {
    return config.tablePrefix() + name;
  }
}
