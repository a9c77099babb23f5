package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Who.HOUSE;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Point;
import io.tabella.engine.Faults.Who;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that publish, subscribe, receive, roll back, close, stop, die and are replaced, on a
 * database that fails now and then, chosen at random by a seed: each durable subscription gets each
 * message once, but for flagged redeliveries, and what comes unflagged comes in each publisher's
 * order.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
final class TopicChaosTest {

  private static final String TOPIC = "prices";
  private static final int STEPS = 300;
  private static final int NODES = 3;

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final List<TestNode> nodes = new ArrayList<>();
  private final List<Followed> subscriptions =
      List.of(
          new Followed(SubscriptionKind.DURABLE, "one"),
          new Followed(SubscriptionKind.DURABLE, "two"),
          new Followed(SubscriptionKind.SHARED_DURABLE, "shared"));
  private final List<String> published = new ArrayList<>();
  private Random random = new Random();
  private int messages;

  /** A subscription, who reads it, and what became of each message. */
  private static final class Followed {
    final SubscriptionSpec spec;
    final Map<TestNode, TestSubscriber> readers = new HashMap<>();
    final Set<String> seen = new HashSet<>();
    final Set<String> acknowledged = new HashSet<>();
    final Map<String, Integer> lastUnflagged = new HashMap<>();

    Followed(SubscriptionKind kind, String name) {
      this.spec = new SubscriptionSpec(kind, "", name, TOPIC, null, false);
    }

    boolean isShared() {
      return spec.kind().shared();
    }

    void received(TestSubscriber reader, String id) {
      boolean flagged = reader.hand(id).redelivered();
      boolean first = seen.add(id);
      assertThat(first || flagged).as("%s came again to %s unflagged", id, spec.name()).isTrue();
      assertThat(acknowledged)
          .as("%s comes to %s, acknowledged", id, spec.name())
          .doesNotContain(id);
      if (!flagged && !isShared()) {
        String publisher = id.substring(0, id.indexOf('-'));
        int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
        Integer before = lastUnflagged.put(publisher, number);
        assertThat(before == null || before < number)
            .as("%s comes to %s after %s", id, spec.name(), before)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void eachSubscriptionGetsEachMessageOnceButForFlaggedRedeliveries(int seed) {
    random = new Random(seed);
    for (int i = 0; i < NODES; i++) {
      nodes.add(newNode());
    }
    for (Followed subscription : subscriptions) {
      open(subscription, nodes.get(0));
    }
    for (int step = 0; step < STEPS; step++) {
      step();
      kit.passes(Duration.ofMillis(random.nextInt(300)));
      nodes.forEach(TestNode::heartbeat);
    }
    finish();
  }

  private TestNode newNode() {
    return kit.join(config -> config.maxDeliveries(1_000).hold(Duration.ofSeconds(2)));
  }

  private void step() {
    TestNode node = nodes.get(random.nextInt(NODES));
    Followed subscription = subscriptions.get(random.nextInt(subscriptions.size()));
    TestSubscriber reader = subscription.readers.get(node);
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> publish(node);
      case 3, 4, 5 -> receive(subscription, reader);
      case 6, 7 -> acknowledge(subscription, reader);
      case 8 -> handBack(reader);
      case 9 -> close(subscription, node);
      case 10 -> open(subscription, node);
      case 11 -> planFault(node);
      case 12 -> {
        node.houseTurn();
        node.logTurn();
      }
      default -> {
        if (random.nextInt(3) == 0) {
          replace(node);
        }
      }
    }
  }

  private void publish(TestNode node) {
    int count = 1 + random.nextInt(5);
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      ids[i] = node.id() + "-" + ++messages;
    }
    node.publish(TOPIC, ids);
    published.addAll(List.of(ids));
  }

  private void receive(Followed subscription, @Nullable TestSubscriber reader) {
    if (reader != null) {
      String id = random.nextBoolean() ? reader.next() : reader.nextNow();
      if (id != null) {
        subscription.received(reader, id);
      }
    }
  }

  private void acknowledge(Followed subscription, @Nullable TestSubscriber reader) {
    if (reader != null) {
      List<String> some = reader.hands().stream().filter(id -> random.nextInt(3) > 0).toList();
      reader.acknowledge(some.toArray(String[]::new));
      subscription.acknowledged.addAll(some);
    }
  }

  private static void handBack(@Nullable TestSubscriber reader) {
    if (reader != null) {
      reader.handBack("rollback");
    }
  }

  private void close(Followed subscription, TestNode node) {
    TestSubscriber reader = subscription.readers.remove(node);
    if (reader != null) {
      reader.handBack("closed");
      reader.close();
    }
  }

  /** Where it is not open; a durable one that is not shared at one place at a time. */
  private void open(Followed subscription, TestNode node) {
    boolean free =
        subscription.isShared()
            ? !subscription.readers.containsKey(node)
            : subscription.readers.isEmpty();
    if (free) {
      reap();
      subscription.readers.put(node, node.subscriber(subscription.spec));
    }
  }

  private void planFault(TestNode node) {
    Who who = random.nextInt(4) == 0 ? HOUSE : LANE;
    Point point = random.nextBoolean() ? COMMIT : BEGIN;
    switch (random.nextInt(3)) {
      case 0 -> node.faults().plan(who, point, Faults.conflict());
      case 1 -> node.faults().plan(who, BEGIN, Faults.unavailable());
      default ->
          node.faults().plan(who, random.nextBoolean() ? COMMIT : COMMITTED, Faults.unknown());
    }
  }

  /** It dies, or stops in good order; another takes its place. */
  private void replace(TestNode node) {
    node.faults().forgetAll();
    boolean dies = random.nextBoolean();
    for (Followed subscription : subscriptions) {
      if (!dies) {
        close(subscription, node);
      }
      subscription.readers.remove(node);
    }
    if (dies) {
      node.abandon();
    } else {
      node.stop();
    }
    nodes.set(nodes.indexOf(node), newNode());
  }

  /** Whoever is dead is so for all: nobody waits for it then. */
  private void reap() {
    TestNode living = nodes.get(0);
    living.faults().forgetAll();
    living.houseTurn();
    living.houseTurn();
  }

  private void finish() {
    nodes.forEach(node -> node.faults().forgetAll());
    for (Followed subscription : subscriptions) {
      List.copyOf(subscription.readers.keySet()).forEach(node -> close(subscription, node));
    }
    reap();
    TestNode last = nodes.get(0);
    for (Followed subscription : subscriptions) {
      TestSubscriber reader = last.subscriber(subscription.spec);
      last.logTurn();
      for (String id = reader.nextNow(); id != null; id = reader.nextNow()) {
        subscription.received(reader, id);
        reader.acknowledge(id);
        subscription.acknowledged.add(id);
      }
      assertThat(subscription.acknowledged)
          .as("what %s got", subscription.spec.name())
          .containsExactlyInAnyOrderElementsOf(published);
    }
    last.logTurn();
    last.houseTurn();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_topic_log"))
        .as("messages that stay: the last of each publisher that lives")
        .isLessThanOrEqualTo(NODES);
  }
}
