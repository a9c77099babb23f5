package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static io.tabella.engine.Faults.Who.HOUSE;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Point;
import io.tabella.engine.Faults.Who;
import io.tabella.engine.H2Database.Row;
import io.tabella.engine.delivery.Delivery;
import io.tabella.store.StoreException;
import io.tabella.store.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that send, receive, roll back, stop, die and are replaced, on a database that fails now and
 * then, chosen at random by a seed: nothing is lost, and nothing comes twice without saying so.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what became of a unit shows in the store
final class ChaosTest {

  private static final String QUEUE = "orders";
  private static final int STEPS = 250;
  private static final int NODES = 3;

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final List<TestNode> nodes = new ArrayList<>();
  private final List<TestReader> readers = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> unflagged = new ArrayList<>();
  private Random random = new Random();
  private int messages;
  private boolean groups;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void nothingIsLostAndNothingComesTwiceWithoutSayingSo(int seed) {
    random = new Random(seed);
    groups = seed % 3 != 0;
    for (int i = 0; i < NODES; i++) {
      nodes.add(newNode());
      readers.add(newReader(nodes.get(i)));
    }
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(NODES));
      if (groups) {
        checkGroups();
      }
      letTimePass();
    }
    drain();

    assertThat(unflagged).as("came again without the flag").isEmpty();
    assertThat(kit.database().rows().stream().map(Row::messageId)).isEmpty();
  }

  private TestNode newNode() {
    return kit.join(config -> config.prefetch(20).maxDeliveries(1_000).hold(Duration.ofSeconds(2)));
  }

  /** Of three one wants everything, one the odd and one the even messages. */
  private TestReader newReader(TestNode node) {
    int rest = random.nextInt(3);
    return rest == 2
        ? node.reader(QUEUE)
        : node.reader(
            QUEUE,
            "rest = " + rest,
            (message, origin) ->
                Integer.parseInt(message.header().messageId().substring(1)) % 2 == rest);
  }

  private void step(int place) {
    TestNode node = nodes.get(place);
    TestReader reader = readers.get(place);
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> sendSome(node);
      case 4, 5 -> node.claimTurn();
      case 6, 7, 8 -> receive(reader);
      case 9 -> acknowledgeOne(reader);
      case 10 -> reader.handBack("rollback");
      case 11 -> putBack(reader);
      case 12 -> replaceReader(place);
      case 13 -> planFault(node);
      case 14 -> node.houseTurn();
      default -> {
        if (random.nextInt(3) == 0) {
          replaceNode(place);
        }
      }
    }
  }

  private void sendSome(TestNode node) {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      node.sendLater(0, QUEUE, message(++messages));
    }
    // Else they wait for others to be merged with, or die with their node.
    if (random.nextBoolean()) {
      node.laneTurns();
    }
  }

  /** Of three seeds one has no groups. */
  private StoredMessage message(int number) {
    String id = "m" + number;
    boolean grouped = groups && number % 4 != 0;
    return grouped ? Messages.grouped(id, "g" + number % 5) : Messages.text(id);
  }

  /** The messages of a group are with one consumer at a time. */
  private void checkGroups() {
    Map<Integer, TestReader> owners = new HashMap<>();
    for (TestReader reader : readers) {
      for (String id : reader.hands()) {
        int number = Integer.parseInt(id.substring(1));
        if (number % 4 != 0) {
          TestReader owner = owners.putIfAbsent(number % 5, reader);
          assertThat(owner == null || owner == reader).as("group of " + id).isTrue();
        }
      }
    }
  }

  private void receive(TestReader reader) {
    Delivery delivery = reader.poll();
    if (delivery != null && !seen.add(TestReader.id(delivery)) && !delivery.redelivered()) {
      unflagged.add(TestReader.id(delivery));
    }
  }

  private void acknowledgeOne(TestReader reader) {
    List<String> hands = reader.hands();
    if (!hands.isEmpty()) {
      reader.acknowledge(hands.get(random.nextInt(hands.size())));
    }
  }

  private void putBack(TestReader reader) {
    // The application has not seen them; unless they came again, nothing says that they were here.
    for (String id : reader.hands()) {
      if (!reader.hand(id).redelivered()) {
        seen.remove(id);
      }
    }
    reader.putBack();
  }

  private void replaceReader(int place) {
    TestReader reader = readers.get(place);
    reader.handBack("closed");
    reader.close();
    readers.set(place, newReader(nodes.get(place)));
  }

  private void planFault(TestNode node) {
    Who[] writers = {LANE, CLAIMER, HOUSE};
    Point[] points = {BEGIN, COMMIT, COMMITTED};
    Who who = writers[random.nextInt(writers.length)];
    Point point = points[random.nextInt(points.length)];
    switch (random.nextInt(3)) {
      case 0 -> node.faults().plan(who, point == COMMITTED ? BEGIN : point, Faults.conflict());
      case 1 -> node.faults().plan(who, BEGIN, Faults.unavailable());
      default -> node.faults().plan(who, point == BEGIN ? COMMIT : point, Faults.unknown());
    }
  }

  /** It dies, or stops in good order; another takes its place. */
  private void replaceNode(int place) {
    TestNode node = nodes.get(place);
    if (random.nextBoolean()) {
      node.abandon();
    } else {
      node.stop();
      // What it could not give back while the database failed, others take after its lease.
      kit.database().age(node.id());
    }
    nodes.set(place, newNode());
    readers.set(place, newReader(nodes.get(place)));
  }

  private void letTimePass() {
    kit.passes(Duration.ofMillis(random.nextInt(300)));
    nodes.forEach(TestNode::heartbeat);
  }

  private void drain() {
    for (TestNode node : nodes) {
      node.faults().forgetAll();
      node.laneTurns();
    }
    for (TestReader reader : readers) {
      reader.handBack("the end");
      reader.close();
    }
    nodes.forEach(TestNode::pollTurns);
    // Twice: what died last may be found dead only by the second look.
    nodes.get(0).houseTurn();
    nodes.get(0).houseTurn();
    TestReader last = nodes.get(0).reader(QUEUE);
    drain(last);
    // Where entries are claimed by key, a look from the beginning comes at times.
    kit.passes(Duration.ofSeconds(2));
    nodes.get(0).heartbeat();
    nodes.forEach(TestNode::pollTurns);
    drain(last);
  }

  private void drain(TestReader last) {
    try {
      for (Delivery next = last.pollNow(); next != null; next = last.pollNow()) {
        String id = TestReader.id(next);
        if (!seen.add(id) && !next.redelivered()) {
          unflagged.add(id);
        }
        last.acknowledge(id);
      }
    } catch (StoreException e) {
      throw new AssertionError("the last node cannot drain the queue", e);
    }
  }
}
