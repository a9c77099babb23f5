package io.tabella.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.Claim;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoredMessage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimSizesTest {

  private final ClaimSizes sizes = new ClaimSizes();

  @Test
  void claimOfManyBytesIsLimitedByItsRows() {
    assertThat(sizes.limit(claim(500, Long.MAX_VALUE))).isEqualTo(500);
  }

  @Test
  void claimOfFewBytesLooksAtOneRow() {
    assertThat(sizes.limit(claim(500, 1))).isEqualTo(1);
  }

  @Test
  void largeMessagesMakeTheNextClaimsSmaller() {
    for (int i = 0; i < 20; i++) {
      sizes.learn(1, messages(60_000, 10));
    }
    assertThat(sizes.limit(claim(500, 600_000))).isBetween(20, 22);
    assertThat(sizes.limit(new Claim(ScanStart.ofBeginning(2), 7, 500, 600_000))).isEqualTo(293);
  }

  @Test
  void emptyScanTeachesNothing() {
    sizes.learn(1, List.of());
    assertThat(sizes.limit(claim(500, 600_000))).isEqualTo(293);
  }

  private static Claim claim(int limit, long maxBytes) {
    return new Claim(ScanStart.ofBeginning(1), 7, limit, maxBytes);
  }

  private static List<QueueEntry> messages(int bytes, int count) {
    MessageHeader header = new MessageHeader("ID:1", 0, 0, 4, true, null, null, null, null);
    Body body = new Body.Text(BodyKind.TEXT, "x".repeat(bytes));
    return Collections.nCopies(
        count,
        new QueueEntry(new EntryKey(1, 5, 1), 0, 0, false, new StoredMessage(header, null, body)));
  }
}
