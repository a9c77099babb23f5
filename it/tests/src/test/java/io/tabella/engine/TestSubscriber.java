package io.tabella.engine;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.log.SubscriptionRequest;
import io.tabella.engine.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A consumer of a subscription, and what it has in its hands. Belongs to one thread. */
final class TestSubscriber {

  private final TestNode node;
  private final Reader reader;
  private final AtomicInteger looks = new AtomicInteger();
  private final Map<String, Delivery> hands = new LinkedHashMap<>();

  TestSubscriber(TestNode node, SubscriptionRequest request) {
    this.node = node;
    this.reader =
        node.pumping(
            () -> node.node().topics().subscribe(request, looks::incrementAndGet, node.lane(0)));
    reader.activate();
  }

  int looks() {
    return looks.get();
  }

  /** The next message without a look into the database for other nodes' ones; or null. */
  @Nullable String next() {
    return keep(node.pumping(reader::poll));
  }

  /** The next message, wherever it is; or null. */
  @Nullable String nextNow() {
    return keep(node.pumping(reader::pollNow));
  }

  private @Nullable String keep(@Nullable Delivery delivery) {
    if (delivery == null) {
      return null;
    }
    String id = delivery.message().header().messageId();
    hands.put(id, delivery);
    return id;
  }

  Delivery hand(String id) {
    Delivery delivery = hands.get(id);
    if (delivery == null) {
      throw new AssertionError(id + " is not among " + hands.keySet());
    }
    return delivery;
  }

  List<String> hands() {
    return List.copyOf(hands.keySet());
  }

  /** Acknowledges all there is, and tells what it was. */
  List<String> consumeAll() {
    List<String> ids = new ArrayList<>();
    for (String id = nextNow(); id != null; id = nextNow()) {
      ids.add(id);
      acknowledge(id);
    }
    return ids;
  }

  /** Takes so many, in one unit of work. */
  List<String> consume(int count) {
    List<String> ids = take(count);
    acknowledge(ids.toArray(String[]::new));
    return ids;
  }

  List<String> take(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = nextNow();
      if (id == null) {
        throw new AssertionError("only " + ids);
      }
      ids.add(id);
    }
    return ids;
  }

  void acknowledge(String... ids) {
    UnitOfWork unit = new UnitOfWork();
    for (String id : ids) {
      hand(id).acknowledgeIn(unit);
    }
    node.commit(unit);
    for (String id : ids) {
      hands.remove(id);
    }
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

  void close() {
    node.pumping(
        () -> {
          reader.close();
          return null;
        });
  }
}
