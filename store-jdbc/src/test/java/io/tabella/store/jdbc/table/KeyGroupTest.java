package io.tabella.store.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.EntryKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyGroupTest {

  @Test
  void keysAreSortedAndGroupedByQueueAndRank() {
    List<EntryKey> keys =
        List.of(new EntryKey(2, 5, 9), new EntryKey(1, 5, 8), new EntryKey(1, 4, 7));
    assertThat(KeyGroup.of(keys, 128))
        .extracting(group -> group.queue() + "/" + group.rank() + "/" + group.ids()[0])
        .containsExactly("1/4/7", "1/5/8", "2/5/9");
  }

  @Test
  void groupIsPaddedToAPowerOfTwoWithItsLastKey() {
    assertThat(KeyGroup.of(keys(5), 128))
        .singleElement()
        .extracting(KeyGroup::ids)
        .isEqualTo(new long[] {1, 2, 3, 4, 5, 5, 5, 5});
  }

  @Test
  void largeGroupIsCutAndNothingIsLost() {
    List<EntryKey> keys = keys(300);
    Collections.shuffle(keys, new Random(1));
    List<KeyGroup> groups = KeyGroup.of(keys, 128);
    assertThat(groups).extracting(group -> group.ids().length).containsExactly(128, 128, 64);
    assertThat(groups.stream().flatMapToLong(g -> Arrays.stream(g.ids())).distinct()).hasSize(300);
  }

  @Test
  void noKeysAreNoGroups() {
    assertThat(KeyGroup.of(List.of(), 128)).isEmpty();
  }

  private static List<EntryKey> keys(int count) {
    List<EntryKey> keys = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      keys.add(new EntryKey(1, 5, id));
    }
    return keys;
  }
}
