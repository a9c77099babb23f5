package io.tabella.engine;

import static io.tabella.engine.Faults.Point.COMMIT;
import static io.tabella.engine.Faults.Point.COMMITTED;
import static io.tabella.engine.Faults.Who.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.branch.XaBranch;
import io.tabella.engine.branch.XaBranches;
import io.tabella.engine.delivery.Delivery;
import io.tabella.store.BranchName;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Branches of several nodes receive from a queue and a subscription and send to another queue, are
 * prepared and ended by whatever node, while nodes die and the database fails now and then, chosen
 * at random by a seed: what a branch has done is done wholly and once, or not at all.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
final class BranchChaosTest {

  private static final String QUEUE = "in";
  private static final String TARGET = "out";
  private static final String TOPIC = "news";
  private static final int STEPS = 250;
  private static final SubscriptionSpec AUDIT =
      new SubscriptionSpec(SubscriptionKind.SHARED_DURABLE, "", "audit", TOPIC, null, false);

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final List<Worker> workers = new ArrayList<>();
  private final List<Branch> open = new ArrayList<>();
  private final List<Branch> prepared = new ArrayList<>();
  private final Set<String> published = new HashSet<>();
  private final Set<String> heard = new HashSet<>();
  private Random random = new Random();
  private int number;

  /** A node and its consumers. */
  private record Worker(TestNode node, TestReader reader, TestSubscriber subscriber) {}

  /** A branch, and what it will have done when it is committed. */
  private static final class Branch {
    final BranchName name;
    final Worker worker;
    final List<String> received = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<String> sent = new ArrayList<>();

    Branch(BranchName name, Worker worker) {
      this.name = name;
      this.worker = worker;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatABranchHasDoneIsDoneOnceOrNotAtAll(int seed) {
    random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      workers.add(newWorker());
    }
    for (int step = 0; step < STEPS; step++) {
      step();
      kit.passes(Duration.ofMillis(random.nextInt(300)));
      workers.forEach(worker -> worker.node.heartbeat());
    }
    finish();
  }

  private Worker newWorker() {
    TestNode node = kit.join(config -> config.maxDeliveries(1_000).hold(Duration.ofSeconds(2)));
    return new Worker(node, node.reader(QUEUE), node.subscriber(AUDIT));
  }

  private Worker anyWorker() {
    return workers.get(random.nextInt(workers.size()));
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 20) {
      sendAndPublish();
    } else if (dice < 50) {
      work();
    } else if (dice < 68) {
      endOpen();
    } else if (dice < 88) {
      endPrepared();
    } else if (dice < 94) {
      die();
    } else {
      anyWorker().node.houseTurn();
      anyWorker().node.logTurn();
    }
  }

  private void sendAndPublish() {
    TestNode node = anyWorker().node;
    node.send(QUEUE, "m" + ++number);
    String news = "n" + ++number;
    node.publish(TOPIC, news);
    published.add(news);
  }

  private void work() {
    Worker worker = anyWorker();
    Branch branch = new Branch(new BranchName(1, "ab", Integer.toHexString(++number)), worker);
    XaBranch begun = branches(worker).begin(branch.name, branch, Duration.ZERO);
    receive(branch, begun);
    hear(branch, begun);
    if (random.nextBoolean()) {
      branch.sent.add("s" + ++number);
      begun.send(worker.node.dispatcher(TARGET).outlet(), Messages.text("s" + number));
    }
    begun.leave(branch, false);
    open.add(branch);
  }

  private static void receive(Branch branch, XaBranch begun) {
    Delivery delivery = branch.worker.reader.pollNow();
    if (delivery != null) {
      String id = TestReader.id(delivery);
      begun.receive(branch.worker.reader.giveAway(id));
      branch.received.add(id);
    }
  }

  private void hear(Branch branch, XaBranch begun) {
    @Nullable String id = branch.worker.subscriber.nextNow();
    if (id != null) {
      assertThat(heard).as("%s comes again, acknowledged", id).doesNotContain(id);
      begun.receive(branch.worker.subscriber.hand(id));
      branch.heard.add(id);
    }
  }

  private void endOpen() {
    if (open.isEmpty()) {
      return;
    }
    Branch branch = open.remove(random.nextInt(open.size()));
    Worker worker = branch.worker;
    switch (random.nextInt(4)) {
      case 0 -> at(worker, it -> it.rollBack(branch.name));
      case 1 -> {
        fail(worker);
        at(worker, it -> it.commitDirectly(branch.name));
        committed(branch);
      }
      default -> {
        fail(worker);
        boolean stored = worker.node.pumping(() -> branches(worker).prepare(branch.name));
        if (stored) {
          prepared.add(branch);
        }
      }
    }
  }

  private void endPrepared() {
    if (!prepared.isEmpty()) {
      end(prepared.remove(random.nextInt(prepared.size())));
    }
  }

  private void end(Branch branch) {
    Worker worker = anyWorker();
    fail(worker);
    if (random.nextInt(3) == 0) {
      at(worker, it -> it.rollBack(branch.name));
    } else {
      at(worker, it -> it.commit(branch.name));
      committed(branch);
    }
  }

  private void committed(Branch branch) {
    branch.received.forEach(kit.books()::acknowledged);
    branch.sent.forEach(kit.books()::sent);
    branch.heard.forEach(id -> assertThat(heard.add(id)).as("%s heard twice", id).isTrue());
  }

  /** The worker's next commit fails, or seems to. */
  private void fail(Worker worker) {
    Faults faults = worker.node.faults();
    switch (random.nextInt(5)) {
      case 0 -> faults.plan(LANE, COMMIT, Faults.unknown());
      case 1 -> faults.plan(LANE, COMMITTED, Faults.unknown());
      case 2 -> faults.plan(LANE, COMMIT, Faults.conflict());
      default -> {
        // It works.
      }
    }
  }

  private void die() {
    Worker dead = workers.remove(random.nextInt(workers.size()));
    dead.node.abandon();
    open.removeIf(branch -> branch.worker.equals(dead));
    if (random.nextBoolean()) {
      workers.get(0).node.houseTurn();
    }
    workers.add(newWorker());
  }

  private void finish() {
    while (!prepared.isEmpty()) {
      endPrepared();
    }
    open.forEach(branch -> at(branch.worker, it -> it.rollBack(branch.name)));
    workers.get(0).node.houseTurn();
    Map<String, Integer> left = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (Worker worker : workers) {
        worker.node.logTurn();
        worker.subscriber.consumeAll().forEach(id -> left.merge(id, 1, Integer::sum));
      }
    }
    assertThat(left.values()).as("heard once: %s", left).allMatch(count -> count == 1);
    assertThat(heard).doesNotContainAnyElementsOf(left.keySet());
    heard.addAll(left.keySet());
    assertThat(heard).isEqualTo(published);
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_branch")).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_branch_entry")).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_branch_range")).isZero();
    assertThat(kit.database().number("SELECT COUNT(*) FROM tabella_staged")).isZero();
  }

  private static XaBranches branches(Worker worker) {
    return worker.node.node().branches();
  }

  private static void at(Worker worker, Consumer<XaBranches> step) {
    worker.node.pumping(
        () -> {
          step.accept(branches(worker));
          return null;
        });
  }
}
