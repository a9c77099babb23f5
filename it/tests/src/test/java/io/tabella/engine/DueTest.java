package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.engine.transaction.UnitOfWork.Later;
import io.tabella.store.DestinationKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staged messages become visible when they are due. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
final class DueTest {

  private static final String QUEUE = "orders";

  @RegisterExtension final EngineKit kit = new EngineKit();

  private final TestNode node = kit.join();

  private void stage(String id) {
    UnitOfWork unit = new UnitOfWork();
    Later later = new Later(node.queue(QUEUE), DestinationKind.QUEUE, null);
    unit.stage(later, node.node().clock().now(), Messages.text(id), null);
    node.commit(unit);
  }

  private Duration turn() {
    return Duration.ofNanos(node.pumping(() -> node.node().due().runOnce()));
  }

  @Test
  void messageThatCannotBeMovedIsTriedNowAndThenAndHoldsUpNoOther() {
    stage(FaultyTransaction.REFUSED);
    stage("m1");
    node.books().sent("m1");

    assertThat(turn()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(kit.drain(node, QUEUE)).containsExactly("m1");

    stage("m2");
    node.books().sent("m2");
    assertThat(turn()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(kit.drain(node, QUEUE)).containsExactly("m2");
  }

  @Test
  void messageThatCannotBeMovedLeavesNoneOfManyBehind() {
    stage(FaultyTransaction.REFUSED);
    String[] ids = new String[450];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "m" + (1_000 + i);
      stage(ids[i]);
      node.books().sent(ids[i]);
    }

    assertThat(turn()).isGreaterThan(Duration.ofSeconds(1));
    assertThat(kit.drain(node, QUEUE)).containsExactly(ids);
  }
}
