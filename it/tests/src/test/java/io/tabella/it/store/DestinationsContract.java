package io.tabella.it.store;

import static io.tabella.store.DestinationKind.QUEUE;
import static io.tabella.store.DestinationKind.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Destinations;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.StoreRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store knows of queues and topics. */
abstract class DestinationsContract extends Contract {

  DestinationsContract(StoreTarget target) {
    super(target);
  }

  private Destinations destinations() {
    return store().destinations();
  }

  @Test
  void destinationIsFoundAfterItWasMade() {
    assertThat(destinations().find(QUEUE, "orders")).isEmpty();
    DestinationRecord orders = destinations().findOrCreate(QUEUE, "orders");
    assertThat(orders.id()).isPositive();
    assertThat(destinations().find(QUEUE, "orders")).contains(orders);
    assertThat(destinations().findOrCreate(QUEUE, "orders")).isEqualTo(orders);
  }

  @Test
  void destinationIsFoundByItsIdUntilItIsRemoved() {
    DestinationRecord queue = destinations().findOrCreate(QUEUE, "orders");
    DestinationRecord topic = destinations().findOrCreate(TOPIC, "orders");
    assertThat(destinations().find(queue.id())).contains(queue);
    assertThat(destinations().find(topic.id())).contains(topic);
    assertThat(destinations().removeUnused(queue.id())).isEmpty();
    assertThat(destinations().find(queue.id())).isEmpty();
    assertThat(destinations().find(topic.id())).contains(topic);
  }

  @Test
  void queueAndTopicMayHaveTheSameName() {
    DestinationRecord queue = destinations().findOrCreate(QUEUE, "news");
    DestinationRecord topic = destinations().findOrCreate(TOPIC, "news");
    assertThat(topic.id()).isNotEqualTo(queue.id());
    assertThat(destinations().list(QUEUE)).containsExactly(queue);
    assertThat(destinations().list(TOPIC)).containsExactly(topic);
  }

  @Test
  void namesAreComparedToTheLetter() {
    List<String> names =
        List.of("a", "A", "a ", " a", "ä", "ae", "a\u0308", "ß", "ss", "💌", "a%", "a_");
    List<Long> ids = new ArrayList<>();
    for (String name : names) {
      DestinationRecord made = destinations().findOrCreate(QUEUE, name);
      assertThat(made.name()).isEqualTo(name);
      ids.add(made.id());
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void longestNameIsStoredAndALongerOneRefused() {
    String longest = "é".repeat(Destinations.LONGEST_NAME);
    assertThat(destinations().findOrCreate(QUEUE, longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> destinations().findOrCreate(QUEUE, longest + "e"))
        .isInstanceOf(StoreRejectedException.class)
        .hasMessageContaining("201 characters; the limit is 200");
  }

  @Test
  void twoWhoMakeTheSameDestinationAtOnceGetTheSame() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "q" + round;
      CyclicBarrier start = new CyclicBarrier(3);
      List<Future<DestinationRecord>> makers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        makers.add(
            elsewhere(
                () -> {
                  start.await();
                  return destinations().findOrCreate(QUEUE, name);
                }));
      }
      DestinationRecord first = makers.get(0).get();
      for (Future<DestinationRecord> maker : makers) {
        assertThat(maker.get()).isEqualTo(first);
      }
    }
    assertThat(destinations().list(QUEUE)).hasSize(10);
  }

  @Test
  void countIncludesWhatIsClaimed() {
    Member node = Member.join(store());
    long queue = newQueue();
    node.send(Entries.ready(queue, 1), Entries.ownedBy(node.id(), Entries.ready(queue, 2)));
    assertThat(destinations().count(queue)).isEqualTo(2);
    assertThat(destinations().count(queue + 1)).isZero();
  }
}
