package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.dispatch.HandOffGate.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs every order in which two lanes and a claim loop can take their steps, and checks after each
 * step: while the gate is open, nothing that was written unclaimed is still to be read.
 */
final class HandOffGateInterleavingsTest {

  private static final int LANES = 2;
  private static final int STEPS_OF_A_LANE = 3;
  private static final int SCANS = 3;
  private static final int STEPS_OF_A_SCAN = 3;

  /** The last "lane" is the claim loop. */
  private static final int CLAIM_LOOP = LANES;

  private int orders;
  private int opened;

  @ParameterizedTest
  @CsvSource({"1, -1", "1, 0", "9, -1", "9, 1"})
  void openGateNeverLetsAnEntryOvertakeAnOlderOne(int scanLimit, int failingLane) {
    visit(
        new ArrayList<>(),
        new int[] {STEPS_OF_A_LANE, STEPS_OF_A_LANE, SCANS * STEPS_OF_A_SCAN},
        order -> {
          orders++;
          replay(order, scanLimit, failingLane);
        });

    assertThat(orders).isEqualTo(100_100);
    assertThat(opened).as("a gate that never opens proves nothing").isPositive();
  }

  @Test
  void gateThatOpensAfterAnyShortScanIsFoundOut() {
    // The check itself must be able to fail: this order needs the token's two conditions.
    Model model = new Model(new HandOffGate(), 9, -1);
    model.gate.announced();
    model.laneStep(0);
    model.gate.unclaimedEnds(1);
    model.gate.scanEnds(model.gate.scanBegins(), false);

    assertThat(model.gate.isOpen() && model.somethingIsToBeRead()).isTrue();
  }

  private interface OrderVisitor {
    void visit(List<Integer> order);
  }

  private static void visit(List<Integer> order, int[] left, OrderVisitor visitor) {
    boolean end = true;
    for (int actor = 0; actor < left.length; actor++) {
      if (left[actor] > 0) {
        end = false;
        left[actor]--;
        order.add(actor);
        visit(order, left, visitor);
        order.remove(order.size() - 1);
        left[actor]++;
      }
    }
    if (end) {
      visitor.visit(order);
    }
  }

  private void replay(List<Integer> order, int scanLimit, int failingLane) {
    Model model = new Model(new HandOffGate(), scanLimit, failingLane);
    model.gate.announced();
    for (int actor : order) {
      if (actor == CLAIM_LOOP) {
        model.scanStep();
      } else {
        model.laneStep(actor);
      }
      if (model.gate.isOpen()) {
        opened++;
        assertThat(model.somethingIsToBeRead()).as("order %s", order).isFalse();
      }
    }
  }

  /** A database with the entries of two lanes, one each. */
  private static final class Model {
    final HandOffGate gate;
    private final int scanLimit;
    private final int failingLane;
    private final int[] laneSteps = new int[LANES];
    private final TreeSet<Integer> unread = new TreeSet<>();
    private final TreeSet<Integer> visible = new TreeSet<>();
    private int scanSteps;
    private boolean full;
    private @Nullable Token token;

    Model(HandOffGate gate, int scanLimit, int failingLane) {
      this.gate = gate;
      this.scanLimit = scanLimit;
      this.failingLane = failingLane;
    }

    boolean somethingIsToBeRead() {
      return !unread.isEmpty();
    }

    void laneStep(int lane) {
      switch (laneSteps[lane]++) {
        case 0 -> {
          // A gate that is open would have the entry born claimed; then there is nothing to read.
          if (!gate.isOpen()) {
            gate.unclaimedBegins();
            unread.add(lane);
          } else {
            laneSteps[lane] = STEPS_OF_A_LANE;
          }
        }
        case 1 -> {
          if (lane == failingLane) {
            unread.remove(lane);
          } else {
            visible.add(lane);
          }
        }
        case 2 -> gate.unclaimedEnds(1);
        default -> {
          // Born claimed: its steps do not touch the database as far as scans can see.
        }
      }
    }

    void scanStep() {
      switch (scanSteps++ % STEPS_OF_A_SCAN) {
        case 0 -> token = gate.scanBegins();
        case 1 -> read();
        default -> {
          if (token != null) {
            gate.scanEnds(token, full);
          }
        }
      }
    }

    private void read() {
      int found = 0;
      while (found < scanLimit && !visible.isEmpty()) {
        unread.remove(visible.pollFirst());
        found++;
      }
      full = found == scanLimit;
    }
  }
}
