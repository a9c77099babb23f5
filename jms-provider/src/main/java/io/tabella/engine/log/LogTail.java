package io.tabella.engine.log;

import io.tabella.engine.catalog.NoSuchDestinationException;
import io.tabella.engine.transaction.LogHandOff;
import io.tabella.store.DestinationKind;
import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One topic in this node: how far each publisher has come, its newest messages, and who wants them.
 * For all threads.
 */
final class LogTail implements LogHandOff {

  private final long topic;
  private final String name;
  private final LogChunks chunks;
  private final ReentrantLock tailLock = new ReentrantLock();
  private final Map<LogKey, Newest> byLog = new HashMap<>();
  private final Set<LogKey> local = new HashSet<>();
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private volatile boolean gone;

  LogTail(long topic, String name, Topics topics) {
    this.topic = topic;
    this.name = name;
    this.chunks = new LogChunks(topics);
  }

  @Override
  public long topic() {
    return topic;
  }

  /** The form {@code topic:NAME}. */
  String address() {
    return DestinationKind.TOPIC.address(name);
  }

  String name() {
    return name;
  }

  /** This node has removed the topic. */
  void removed() {
    gone = true;
  }

  /**
   * Refuses a topic that this node has removed.
   *
   * @throws NoSuchDestinationException if it has
   */
  void checkThere() {
    if (gone) {
      throw new NoSuchDestinationException("the topic " + name + " is gone");
    }
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  boolean isWanted() {
    return !subscribers.isEmpty();
  }

  /** From a lane of this node: each message at once, and nothing between. */
  @Override
  public void appended(List<LoggedMessage> messages) {
    LogKey log = messages.get(0).log();
    boolean wanted = isWanted();
    guarded(
        () -> {
          Newest newest = byLog.computeIfAbsent(log, fresh -> new Newest());
          newest.append(messages, wanted);
          return local.add(log);
        });
    subscribers.forEach(subscriber -> subscriber.arrived(log));
  }

  /** Read from the database: another node's, in order from behind the highest number. */
  void read(LogKey log, List<LoggedMessage> messages) {
    guarded(
        () -> {
          byLog.computeIfAbsent(log, fresh -> new Newest()).append(messages, isWanted());
          return messages;
        });
    subscribers.forEach(Subscriber::arrived);
  }

  List<Subscriber> subscribers() {
    return subscribers;
  }

  /** Whether a lane of this node writes it. */
  boolean isLocal(LogKey log) {
    return guarded(() -> local.contains(log));
  }

  /** Messages up to this number are visible in the database. */
  void reached(LogKey log, long highest) {
    boolean news = guarded(() -> byLog.computeIfAbsent(log, fresh -> new Newest()).reach(highest));
    if (news) {
      subscribers.forEach(Subscriber::arrived);
    }
  }

  /** The logs met so far. */
  List<LogKey> logs() {
    return guarded(() -> new ArrayList<>(byLog.keySet()));
  }

  /** The number of a log's last visible message; 0 if none was seen. */
  long highest(LogKey log) {
    return guarded(
        () -> {
          Newest newest = byLog.get(log);
          return newest == null ? 0 : newest.highest();
        });
  }

  /** Messages of a log from a number on that are in memory; empty if the first is not. */
  List<LoggedMessage> newest(LogKey log, long from, int limit) {
    return guarded(
        () -> {
          Newest newest = byLog.get(log);
          return newest == null ? List.of() : newest.from(from, limit);
        });
  }

  /** Older messages, from the database, from a number on. */
  LogChunks.Chunk readOlder(LogKey log, long from) {
    return chunks.read(log, from, highest(log));
  }

  /** The publishers are gone, and so is all that they wrote. */
  void forget(List<LogKey> logs) {
    if (!logs.isEmpty()) {
      guarded(() -> byLog.keySet().removeAll(logs));
      subscribers.forEach(subscriber -> subscriber.forget(logs));
    }
  }

  private <T> T guarded(Supplier<T> step) {
    tailLock.lock();
    try {
      return step.get();
    } finally {
      tailLock.unlock();
    }
  }
}
