package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Message groups and exclusive queues, in nodes whose threads do not run. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class GroupTest {

  private static final String QUEUE = "orders";

  @RegisterExtension final EngineKit kit = new EngineKit();

  private static void send(TestNode node, String group, String... ids) {
    for (String id : ids) {
      node.send(QUEUE, Messages.grouped(id, group));
    }
  }

  private static @Nullable String nextNow(TestReader reader) {
    return TestReader.idOf(reader.pollNow());
  }

  private long groups() {
    return kit.database().number("SELECT COUNT(*) FROM tabella_message_group");
  }

  @Test
  void groupIsWithOneReaderAndOtherGroupsGoOn() {
    TestNode node = kit.join();
    TestReader one = node.reader(QUEUE);
    TestReader other = node.reader(QUEUE);
    send(node, "g", "g1", "g2", "g3");
    send(node, "h", "h1");
    node.send(QUEUE, "free");
    assertThat(nextNow(one)).isEqualTo("g1");
    assertThat(nextNow(other)).isEqualTo("h1");
    assertThat(nextNow(other)).isEqualTo("free");
    assertThat(nextNow(other)).isNull();
    assertThat(nextNow(one)).isEqualTo("g2");
    one.acknowledge("g1");
    one.acknowledge("g2");
    assertThat(nextNow(other)).isNull();
    assertThat(nextNow(one)).isEqualTo("g3");
    one.acknowledge("g3");
    other.acknowledge("h1");
    other.acknowledge("free");
  }

  @Test
  void groupOfAnotherNodeIsLeftAloneAndOthersAreNotHeldUp() {
    TestNode here = kit.join();
    TestNode there = kit.join();
    send(here, "g", "g1", "g2");
    TestReader one = here.reader(QUEUE);
    assertThat(nextNow(one)).isEqualTo("g1");
    send(there, "g", "g3");
    send(there, "h", "h1");
    TestReader other = there.reader(QUEUE);
    assertThat(nextNow(other)).isEqualTo("h1");
    assertThat(nextNow(other)).isNull();
    one.acknowledge("g1");
    assertThat(one.consumeAll()).containsExactly("g2", "g3");
    other.acknowledge("h1");
  }

  @Test
  void groupGoesToAnotherNodeWhenItsReaderLeaves() {
    TestNode here = kit.join();
    TestNode there = kit.join();
    send(here, "g", "g1", "g2", "g3");
    TestReader one = here.reader(QUEUE);
    assertThat(nextNow(one)).isEqualTo("g1");
    TestReader other = there.reader(QUEUE);
    assertThat(nextNow(other)).isNull();
    one.acknowledge("g1");
    one.close();
    here.claimTurn();
    assertThat(groups()).isZero();
    kit.passes(Duration.ofMillis(200));
    assertThat(other.consumeAll()).containsExactly("g2", "g3");
  }

  @Test
  void groupWaitsForWhatALeavingReaderHasInHands() {
    TestNode node = kit.join();
    send(node, "g", "g1", "g2");
    TestReader one = node.reader(QUEUE);
    TestReader other = node.reader(QUEUE);
    assertThat(nextNow(one)).isEqualTo("g1");
    one.close();
    assertThat(nextNow(other)).isNull();
    one.handBack("rolled back");
    assertThat(other.consumeAll()).containsExactly("g1", "g2");
  }

  @Test
  void groupOfADeadNodeGoesOnElsewhereInOrder() {
    TestNode dead = kit.join();
    TestNode living = kit.join();
    send(dead, "g", "g1", "g2");
    TestReader lost = dead.reader(QUEUE);
    assertThat(nextNow(lost)).isEqualTo("g1");
    TestReader other = living.reader(QUEUE);
    assertThat(nextNow(other)).isNull();
    dead.abandon();
    living.houseTurn();
    kit.passes(Duration.ofMillis(200));
    assertThat(other.consumeAll()).containsExactly("g1", "g2");
  }

  @Test
  void groupThatIsOverIsForgotten() {
    TestNode node = kit.join();
    TestReader reader = node.reader(QUEUE);
    send(node, "g", "g1");
    assertThat(reader.consumeAll()).containsExactly("g1");
    assertThat(groups()).isEqualTo(1);
    kit.passes(Duration.ofSeconds(3));
    node.claimTurn();
    node.claimTurn();
    assertThat(groups()).isZero();
  }

  @Test
  void rolledBackMessagesOfAGroupComeAgainInOrder() {
    TestNode node = kit.join();
    TestReader reader = node.reader(QUEUE);
    send(node, "g", "g1", "g2", "g3");
    assertThat(nextNow(reader)).isEqualTo("g1");
    assertThat(nextNow(reader)).isEqualTo("g2");
    reader.handBack("again");
    assertThat(reader.consumeAll()).containsExactly("g1", "g2", "g3");
  }

  @Test
  void selectingReaderGetsGroupsToo() {
    TestNode node = kit.join();
    send(node, "g", "m1", "m2", "m3", "m4");
    TestReader even =
        node.reader(
            QUEUE,
            "even",
            (message, origin) ->
                Integer.parseInt(message.header().messageId().substring(1)) % 2 == 0);
    assertThat(even.consumeAll()).containsExactly("m2", "m4");
    even.close();
    node.claimTurn();
    assertThat(node.reader(QUEUE).consumeAll()).containsExactly("m1", "m3");
  }

  /** What lay at the desk of another selector would wait for a reader that never comes there. */
  @Test
  void readersWithAndWithoutASelectorShareGroupsOfOneNode() {
    TestNode node = kit.join();
    TestReader all = node.reader(QUEUE);
    TestReader even =
        node.reader(
            QUEUE,
            "even",
            (message, origin) ->
                Integer.parseInt(message.header().messageId().substring(1)) % 2 == 0);
    send(node, "g", "m1", "m2", "m3", "m4");
    assertThat(nextNow(all)).isEqualTo("m1");
    assertThat(nextNow(even)).isNull();
    all.acknowledge("m1");
    List<String> got = new ArrayList<>(all.consumeAll());
    got.addAll(even.consumeAll());
    assertThat(got).containsExactly("m2", "m3", "m4");
  }

  @Test
  void exclusiveQueueIsWithOneReaderUntilItLeaves() {
    TestNode here = kit.join();
    TestNode there = kit.join();
    kit.database().execute("INSERT INTO tabella_setting VALUES (1, 'orders', 'exclusive', 'true')");
    here.houseTurn();
    there.houseTurn();
    TestReader one = here.reader(QUEUE);
    assertThat(nextNow(one)).isNull();
    here.send(QUEUE, "m1", "m2", "m3");
    assertThat(nextNow(one)).isEqualTo("m1");
    TestReader sibling = here.reader(QUEUE);
    TestReader other = there.reader(QUEUE);
    assertThat(nextNow(sibling)).isNull();
    assertThat(nextNow(other)).isNull();
    one.acknowledge("m1");
    kit.passes(Duration.ofSeconds(3));
    here.claimTurn();
    assertThat(nextNow(other)).isNull();
    sibling.close();
    one.close();
    here.claimTurn();
    // What others release lies below the marks; about once a second a scan begins anew.
    kit.passes(Duration.ofSeconds(2));
    assertThat(other.consumeAll()).containsExactly("m2", "m3");
  }
}
