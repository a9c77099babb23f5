package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.dispatch.PrefetchBuffer.Bounds;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PrefetchBufferTest {

  private static final long MANY_BYTES = 1L << 40;

  private final PrefetchBuffer buffer = new PrefetchBuffer(new Bounds(8, MANY_BYTES));

  @SuppressWarnings("NullAway") // the buffer never asks a delivery for its dispatcher
  private static QueueDelivery delivery(int rank, long id, int bytes) {
    MessageHeader header =
        new MessageHeader("ID:" + id, 0, 0, 9 - rank, true, null, null, null, null);
    StoredMessage message =
        new StoredMessage(header, null, new Body.Bytes(BodyKind.BYTES, new byte[bytes]));
    return new QueueDelivery(
        null, new QueueEntry(new EntryKey(1, rank, id), 1, 0, false, message), true, null);
  }

  private static @Nullable Long idOf(@Nullable QueueDelivery delivery) {
    return delivery == null ? null : delivery.key().id();
  }

  @Test
  void entriesComeOutInTheOrderOfDelivery() {
    buffer.add(delivery(5, 3, 0));
    buffer.add(delivery(5, 1, 0));
    buffer.add(delivery(0, 9, 0));
    buffer.add(delivery(5, 2, 0));

    assertThat(idOf(buffer.pollFirst())).isEqualTo(9);
    assertThat(idOf(buffer.pollFirst())).isEqualTo(1);
    assertThat(idOf(buffer.pollFirst())).isEqualTo(2);
    assertThat(idOf(buffer.pollFirst())).isEqualTo(3);
    assertThat(idOf(buffer.pollFirst())).isNull();
  }

  @Test
  void lanesMayFillThreeQuarters() {
    for (int i = 0; i < 6; i++) {
      assertThat(buffer.reserve(1, 1)).as("entry %s", i).isTrue();
    }
    assertThat(buffer.reserve(1, 1)).isFalse();
    assertThat(buffer.room()).isEqualTo(2);
  }

  @Test
  void entriesInTheBufferCountForTheLanesToo() {
    for (int i = 0; i < 6; i++) {
      buffer.add(delivery(5, i, 0));
    }
    assertThat(buffer.reserve(1, 1)).isFalse();
    buffer.pollFirst();
    assertThat(buffer.reserve(1, 1)).isTrue();
    assertThat(buffer.reserve(1, 1)).isFalse();
  }

  @Test
  void lanesMayFillThreeQuartersOfTheBytes() {
    PrefetchBuffer small = new PrefetchBuffer(new Bounds(1_000, 4_000));
    assertThat(small.reserve(1, 3_001)).isFalse();
    assertThat(small.reserve(1, 2_000)).isTrue();
    assertThat(small.reserve(1, 1_001)).isFalse();
    assertThat(small.reserve(1, 1_000)).isTrue();
    assertThat(small.roomBytes()).isEqualTo(1_000);
  }

  @Test
  void refusedReservationTakesNoRoom() {
    PrefetchBuffer small = new PrefetchBuffer(new Bounds(1_000, 4_000));
    assertThat(small.reserve(1, 3_001)).isFalse();

    assertThat(small.room()).isEqualTo(1_000);
    assertThat(small.roomBytes()).isEqualTo(4_000);
  }

  @Test
  void roomIsWholeAgainWhenAllIsGone() {
    buffer.reserve(1, 100);
    buffer.reserve(1, 50);
    buffer.add(delivery(5, 1, 10));
    buffer.add(delivery(5, 2, 20));
    buffer.unreserve(2, 150);
    buffer.pollFirst();
    buffer.drain();

    assertThat(buffer.room()).isEqualTo(8);
    assertThat(buffer.roomBytes()).isEqualTo(MANY_BYTES);
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void drainGivesAllInOrderAndKeepsReservations() {
    buffer.reserve(1, 100);
    buffer.add(delivery(5, 2, 10));
    buffer.add(delivery(5, 1, 10));

    assertThat(buffer.drain()).extracting(PrefetchBufferTest::idOf).containsExactly(1L, 2L);
    assertThat(buffer.room()).isEqualTo(7);
    assertThat(buffer.roomBytes()).isEqualTo(MANY_BYTES - 100);
  }

  @Test
  void whatIsOursAlreadyIsTakenInWithoutRoom() {
    for (int i = 0; i < 20; i++) {
      buffer.add(delivery(5, i, 0));
    }

    assertThat(buffer.size()).isEqualTo(20);
    assertThat(buffer.room()).isZero();
  }

  @Test
  void entryThatComesTwiceIsThereOnce() {
    long before = buffer.roomBytes();
    buffer.add(delivery(5, 1, 10));
    long one = before - buffer.roomBytes();
    buffer.add(delivery(5, 1, 10));

    assertThat(buffer.size()).isEqualTo(1);
    assertThat(before - buffer.roomBytes()).isEqualTo(one);
  }
}
