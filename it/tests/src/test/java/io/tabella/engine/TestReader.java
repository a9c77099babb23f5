package io.tabella.engine;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.dispatch.QueueReader;
import io.tabella.engine.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A consumer of a queue, and what it has in its hands. Belongs to one thread. */
final class TestReader {

  private final TestNode node;
  private final QueueReader reader;
  private final AtomicInteger looks = new AtomicInteger();
  private final Map<String, Delivery> hands = new LinkedHashMap<>();

  /**
   * A reader that is not active yet.
   *
   * @param sink told to look, beside its being counted
   */
  TestReader(TestNode node, String queue, Sink sink) {
    this.node = node;
    Sink counting =
        () -> {
          looks.incrementAndGet();
          sink.look();
        };
    this.reader = node.dispatcher(queue).attach(counting, node.lane(0));
  }

  /** A reader of what a filter wants, not active yet. */
  TestReader(TestNode node, String queue, String selector, MessageFilter filter) {
    this.node = node;
    this.reader =
        node.dispatcher(queue).attach(selector, filter, looks::incrementAndGet, node.lane(0));
  }

  QueueReader reader() {
    return reader;
  }

  /** How often it was told to look. */
  int looks() {
    return looks.get();
  }

  @Nullable Delivery poll() {
    return keep(node.pumping(reader::poll));
  }

  @Nullable Delivery pollNow() {
    return keep(node.pumpingClaims(reader::pollNow));
  }

  /** The next message, which has to be in the buffer. */
  Delivery take() {
    return there(poll());
  }

  /** The next message, which has to be somewhere. */
  Delivery takeNow() {
    return there(pollNow());
  }

  private static Delivery there(@Nullable Delivery delivery) {
    if (delivery == null) {
      throw new AssertionError("no message is there");
    }
    return delivery;
  }

  /** The next message's id, or null. */
  @Nullable String next() {
    return idOf(poll());
  }

  /** Acknowledges all that comes without another turn of the claim loop, and tells what it was. */
  List<String> consumeBuffered() {
    List<String> ids = new ArrayList<>();
    for (Delivery delivery = poll(); delivery != null; delivery = poll()) {
      ids.add(id(delivery));
      acknowledge(id(delivery));
    }
    return ids;
  }

  /** Acknowledges all there is, from the database, too. */
  List<String> consumeAll() {
    List<String> ids = new ArrayList<>();
    for (Delivery delivery = pollNow(); delivery != null; delivery = pollNow()) {
      ids.add(id(delivery));
      acknowledge(id(delivery));
    }
    return ids;
  }

  void acknowledge(String id) {
    Delivery delivery = hand(id);
    UnitOfWork unit = new UnitOfWork();
    delivery.acknowledgeIn(unit);
    node.commit(unit);
    hands.remove(id);
    node.books().acknowledged(id);
  }

  /** Rolls back: everything in its hands goes back. */
  void handBack(String reason) {
    List<Delivery> all = List.copyOf(hands.values());
    hands.clear();
    node.pumping(
        () -> {
          node.node().redelivery().handBack(node.lane(0), all, reason);
          return null;
        });
  }

  /** Puts all back that the application has not seen. */
  void putBack() {
    List.copyOf(hands.values()).forEach(Delivery::putBack);
    hands.clear();
  }

  Delivery hand(String id) {
    Delivery delivery = hands.get(id);
    if (delivery == null) {
      throw new AssertionError(id + " is not among " + hands.keySet());
    }
    return delivery;
  }

  /** A branch has it now. */
  Delivery giveAway(String id) {
    Delivery delivery = hand(id);
    hands.remove(id);
    return delivery;
  }

  List<String> hands() {
    return List.copyOf(hands.keySet());
  }

  void close() {
    node.pumpingClaims(
        () -> {
          reader.close();
          return null;
        });
  }

  private @Nullable Delivery keep(@Nullable Delivery delivery) {
    if (delivery != null) {
      hands.put(id(delivery), delivery);
    }
    return delivery;
  }

  static @Nullable String idOf(@Nullable Delivery delivery) {
    return delivery == null ? null : id(delivery);
  }

  static String id(Delivery delivery) {
    return delivery.message().header().messageId();
  }
}
