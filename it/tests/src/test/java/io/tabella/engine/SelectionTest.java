package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.transaction.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consumers of queues that want some messages only, in nodes whose threads do not run. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class SelectionTest {

  private static final String QUEUE = "orders";

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final AtomicInteger looked = new AtomicInteger();

  /** Messages whose number is a multiple. */
  private MessageFilter multiplesOf(int divisor) {
    return (message, origin) -> {
      looked.incrementAndGet();
      return Integer.parseInt(message.header().messageId().substring(1)) % divisor == 0;
    };
  }

  private static String[] ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "m" + i).toArray(String[]::new);
  }

  private static String[] multiples(int divisor, int to) {
    return IntStream.rangeClosed(1, to / divisor)
        .mapToObj(i -> "m" + i * divisor)
        .toArray(String[]::new);
  }

  private static @Nullable String nextNow(TestReader reader) {
    return TestReader.idOf(reader.pollNow());
  }

  @Test
  void deepQueueIsLookedThroughAboutOnce() {
    TestNode node = kit.join();
    sendTogether(node, 5_000);
    // What was committed within the last two seconds is looked at again: it may have been late.
    kit.passes(Duration.ofSeconds(5));
    TestReader reader = node.reader(QUEUE, "id % 100 = 0", multiplesOf(100));

    assertThat(reader.consumeAll()).containsExactly(multiples(100, 5_000));

    assertThat(looked.get()).isBetween(5_000, 6_000);
    assertThat(kit.database().rows()).hasSize(4_950).allMatch(H2Database.Row::isReady);
  }

  private static void sendTogether(TestNode node, int count) {
    UnitOfWork unit = new UnitOfWork();
    for (String id : ids(1, count)) {
      unit.send(node.dispatcher(QUEUE), Messages.text(id));
      node.books().sent(id);
    }
    node.commit(unit);
  }

  @Test
  void whatIsRefusedIsNotHeldAndOthersGetIt() {
    TestNode node = kit.join();
    TestReader even = node.reader(QUEUE, "even", multiplesOf(2));
    node.send(QUEUE, ids(1, 6));
    assertThat(even.consumeAll()).containsExactly("m2", "m4", "m6");

    TestReader all = node.reader(QUEUE);
    assertThat(all.consumeAll()).containsExactly("m1", "m3", "m5");
  }

  @Test
  void consumersOfTheSameSelectorShareWhatIsLookedAt() {
    TestNode node = kit.join();
    TestReader one = node.reader(QUEUE, "even", multiplesOf(2));
    TestReader other = node.reader(QUEUE, "even", multiplesOf(2));
    node.send(QUEUE, ids(1, 4));
    assertThat(nextNow(one)).isEqualTo("m2");
    assertThat(nextNow(other)).isEqualTo("m4");
    one.acknowledge("m2");
    other.acknowledge("m4");
    assertThat(nextNow(one)).isNull();
  }

  @Test
  void waitingConsumerIsToldOfWhatItWantsWhenItIsCommittedHere() {
    TestNode node = kit.join();
    TestReader even = node.reader(QUEUE, "even", multiplesOf(2));
    assertThat(nextNow(even)).isNull();
    assertThat(even.poll()).isNull();
    node.claimTurn();
    node.send(QUEUE, "m1");
    node.claimTurn();
    node.claimTurn();
    int before = even.looks();
    node.send(QUEUE, "m2");
    node.claimTurn();
    assertThat(even.looks()).isGreaterThan(before);
    assertThat(even.next()).isEqualTo("m2");
    even.acknowledge("m2");
  }

  @Test
  void whatAnotherNodeReleasesIsFound() {
    TestNode here = kit.join();
    TestNode there = kit.join();
    here.send(QUEUE, ids(1, 4));
    TestReader taker = there.reader(QUEUE);
    assertThat(nextNow(taker)).isEqualTo("m1");
    TestReader even = here.reader(QUEUE, "even", multiplesOf(2));
    assertThat(nextNow(even)).isNull();

    there.closeReaders();
    kit.passes(Duration.ofSeconds(2));

    assertThat(even.consumeAll()).containsExactly("m2", "m4");
  }

  @Test
  void messageThatWasHandedBackComesAgainToTheSameSelector() {
    TestNode node = kit.join();
    TestReader even = node.reader(QUEUE, "even", multiplesOf(2));
    node.send(QUEUE, ids(1, 4));
    assertThat(nextNow(even)).isEqualTo("m2");
    even.handBack("again");
    assertThat(even.consumeAll()).containsExactly("m2", "m4");
  }

  @Test
  void whatAClosedConsumerHadInHandsIsReadyWhenItComesBack() {
    TestNode node = kit.join();
    TestReader even = node.reader(QUEUE, "even", multiplesOf(2));
    node.send(QUEUE, ids(1, 2));
    assertThat(nextNow(even)).isEqualTo("m2");
    even.close();
    node.claimTurn();
    even.handBack("closed");
    node.claimTurn();
    assertThat(kit.database().rows()).allMatch(H2Database.Row::isReady);
    assertThat(node.reader(QUEUE).consumeAll()).containsExactly("m1", "m2");
  }

  @Test
  void nothingIsBornClaimedWhileSomebodyHereSelects() {
    TestNode node = kit.join();
    TestReader all = node.hungryReader(QUEUE);
    TestReader even = node.reader(QUEUE, "even", multiplesOf(2));
    assertThat(even.poll()).isNull();
    node.send(QUEUE, "m2");
    assertThat(kit.database().row("m2").isReady()).isTrue();
    node.claimTurn();
    assertThat(even.next()).isEqualTo("m2");
    even.acknowledge("m2");
    even.close();
    node.claimTurn();
    assertThat(all.poll()).isNull();
    node.claimTurn();
    node.claimTurn();
    node.send(QUEUE, "m3");
    assertThat(kit.database().row("m3").isReady()).isFalse();
    assertThat(all.consumeAll()).containsExactly("m3");
  }
}
