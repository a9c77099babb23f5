package io.tabella.engine;

import static io.tabella.engine.Faults.Point.BEGIN;
import static io.tabella.engine.Faults.Point.CLAIMED;
import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Point.FIND_READY;
import static io.tabella.engine.Faults.Point.INSERTED;
import static io.tabella.engine.Faults.Point.RELEASE;
import static io.tabella.engine.Faults.Who.CLAIMER;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.Faults.Fault;
import io.tabella.engine.Faults.Point;
import io.tabella.engine.Faults.Who;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.dispatch.QueueReader;
import io.tabella.engine.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One node receives, two of its own sessions and one of another node send, and at points inside
 * their transactions the others take steps, chosen at random by a seed: what a session has sent
 * arrives in its order and once, whatever overlaps. All on one thread, so that a seed that fails
 * fails again.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what became of a unit shows in the store
final class InterleavingTest {

  private static final String QUEUE = "orders";
  private static final int STEPS = 300;
  private static final int SESSIONS = 3;
  private static final int DEEPEST = 2;
  private static final int MANY = 5;
  private static final Duration LONGER_THAN_HOLD = Duration.ofSeconds(6);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode receiver =
      kit.join(config -> config.lanes(2).prefetch(6).hold(Duration.ofSeconds(5)));
  private final TestNode sender = kit.join();
  private final List<QueueReader> readers = new ArrayList<>();
  private final int[] sent = new int[SESSIONS];
  private final int[] delivered = new int[SESSIONS];
  private final Set<String> busy = new HashSet<>();
  private final List<String> story = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private Random random = new Random();
  private int depth;

  static List<Integer> seeds() {
    List<Integer> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 60; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachSessionsMessagesArriveInOrderAndOnce(int seed) {
    random = new Random(seed);
    readers.add(newReader());
    readers.add(newReader());
    for (int step = 0; step < STEPS; step++) {
      step();
    }
    drain();

    assertThat(wrong).as("came out of order").isEmpty();
    assertThat(delivered).as("story %s", story).isEqualTo(sent);
  }

  private void step() {
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> sendUnlessManyAreUnderWay(random.nextInt(SESSIONS));
      case 4, 5 -> laneTurn(random.nextInt(SESSIONS));
      case 6, 7 -> claimTurn();
      case 8, 9, 10 -> poll(readers.get(random.nextInt(readers.size())));
      case 11 -> readers.get(random.nextInt(readers.size())).stopWaiting();
      case 12 -> stopAndStartReaders();
      case 13 -> timePasses();
      default -> planSteps();
    }
  }

  /** With a backlog nothing is born claimed, and little can overlap. */
  private void sendUnlessManyAreUnderWay(int session) {
    if (Arrays.stream(sent).sum() - Arrays.stream(delivered).sum() < MANY) {
      send(session);
    } else {
      claimTurn();
      readers.forEach(this::poll);
    }
  }

  private void send(int session) {
    String id = session + "-" + ++sent[session];
    story.add("send " + id);
    if (session == 2) {
      sender.sendLater(0, QUEUE, Messages.text(id));
    } else {
      receiver.sendLater(session, QUEUE, Messages.text(id));
    }
  }

  private void laneTurn(int session) {
    exclusively(
        "lane" + session,
        () -> {
          if (session == 2) {
            sender.lane(0).runOnce();
          } else {
            receiver.lane(session).runOnce();
          }
        });
  }

  private void claimTurn() {
    kit.passes(Duration.ofMillis(random.nextInt(100)));
    exclusively("claimer", receiver::claimTurn);
  }

  /** A thread does one thing at a time; what it is in the midst of is not begun again. */
  private void exclusively(String who, Runnable turn) {
    if (busy.add(who)) {
      story.add(who + " {");
      try {
        turn.run();
      } finally {
        busy.remove(who);
        story.add("} " + who);
      }
    }
  }

  private void poll(QueueReader reader) {
    Delivery delivery = reader.poll();
    if (delivery == null) {
      return;
    }
    String id = TestReader.id(delivery);
    story.add("got " + id);
    int session = id.charAt(0) - '0';
    int number = Integer.parseInt(id.substring(2));
    // Not thrown here: this may run inside a lane, which would take it for its own failure.
    if (number != ++delivered[session] || delivery.redelivered()) {
      wrong.add(id + " after " + List.copyOf(story));
    }
    UnitOfWork unit = new UnitOfWork();
    delivery.acknowledgeIn(unit);
    CompletableFuture<Void> unused =
        receiver.lane(random.nextInt(2)).submit(unit).thenRun(() -> kit.books().acknowledged(id));
  }

  private QueueReader newReader() {
    QueueReader reader = receiver.dispatcher(QUEUE).attach(() -> {}, receiver.lane(0));
    reader.activate();
    return reader;
  }

  private void stopAndStartReaders() {
    if (random.nextBoolean()) {
      story.add("stop");
      readers.forEach(QueueReader::deactivate);
      claimTurn();
    }
    if (random.nextBoolean()) {
      story.add("start");
      readers.forEach(QueueReader::activate);
      readers.forEach(this::poll);
    }
  }

  private void timePasses() {
    if (depth == 0 && random.nextInt(4) == 0) {
      kit.passes(LONGER_THAN_HOLD);
      story.add("long");
    } else {
      kit.passes(Duration.ofMillis(random.nextInt(250)));
    }
    if (depth == 0) {
      receiver.heartbeat();
      sender.heartbeat();
    }
  }

  /** At some point of somebody's next transaction others take steps, and it may fail. */
  private void planSteps() {
    Point[] points = {BEGIN, INSERTED, COMMIT, COMMITTED};
    Point[] claimPoints = {FIND_READY, CLAIMED, RELEASE, COMMIT, COMMITTED};
    boolean lane = random.nextBoolean();
    Point point =
        lane
            ? points[random.nextInt(points.length)]
            : claimPoints[random.nextInt(claimPoints.length)];
    Who who = lane ? LANE : CLAIMER;
    int steps = 1 + random.nextInt(5);
    Fault end = random.nextInt(3) == 0 ? failureAt(point) : () -> {};
    Faults faults = lane && random.nextInt(3) == 0 ? sender.faults() : receiver.faults();
    faults.plan(
        who,
        point,
        () -> {
          inside(steps);
          end.strike();
        });
  }

  private static Fault failureAt(Point point) {
    return switch (point) {
      case COMMIT -> Faults.unknown();
      case COMMITTED -> Faults.unknown();
      default -> Faults.conflict();
    };
  }

  private void inside(int steps) {
    if (depth < DEEPEST) {
      depth++;
      for (int step = 0; step < steps; step++) {
        step();
      }
      depth--;
    }
  }

  private void drain() {
    receiver.faults().forgetAll();
    sender.faults().forgetAll();
    story.add("drain");
    readers.forEach(QueueReader::activate);
    for (int round = 0; round < 100; round++) {
      sender.laneTurns();
      receiver.laneTurns();
      kit.passes(Duration.ofMillis(200));
      receiver.heartbeat();
      receiver.claimTurn();
      for (int i = 0; i < 20; i++) {
        poll(readers.get(0));
      }
    }
    receiver.laneTurns();
    readers.forEach(QueueReader::deactivate);
  }
}
