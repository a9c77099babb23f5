package io.tabella.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.dispatch.HandOffGate.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HandOffGateTest {

  private final HandOffGate gate = new HandOffGate();

  @BeforeEach
  void announce() {
    gate.announced();
  }

  private void shortScan() {
    gate.scanEnds(gate.scanBegins(), false);
  }

  @Test
  void gateIsClosedBeforeTheFirstScan() {
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void gateOpensAfterAScanThatCameBackShort() {
    shortScan();

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void gateStaysClosedWhileTheReaperWouldNotLookHere() {
    HandOffGate unannounced = new HandOffGate();
    unannounced.scanEnds(unannounced.scanBegins(), false);
    assertThat(unannounced.isOpen()).isFalse();
    unannounced.announced();
    unannounced.scanEnds(unannounced.scanBegins(), false);
    assertThat(unannounced.isOpen()).isTrue();
  }

  @Test
  void fullScanClosesTheGate() {
    shortScan();
    gate.scanEnds(gate.scanBegins(), true);

    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void unclaimedEntryClosesTheGateAtOnce() {
    shortScan();
    gate.unclaimedBegins();

    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void scanThatBeganDuringAnUnclaimedWriteDoesNotOpenTheGate() {
    gate.unclaimedBegins();
    Token scan = gate.scanBegins();
    gate.unclaimedEnds(1);
    gate.scanEnds(scan, false);

    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void unclaimedWriteDuringAScanKeepsTheGateClosed() {
    Token scan = gate.scanBegins();
    gate.unclaimedBegins();
    gate.unclaimedEnds(1);
    gate.scanEnds(scan, false);

    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void releaseDuringAScanKeepsTheGateClosed() {
    Token scan = gate.scanBegins();
    gate.close();
    gate.scanEnds(scan, false);

    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void gateOpensAgainAfterAScanThatBeganAfterAllUnclaimedWrites() {
    gate.unclaimedBegins();
    gate.unclaimedBegins();
    gate.unclaimedEnds(1);
    shortScan();
    assertThat(gate.isOpen()).isFalse();
    gate.unclaimedEnds(1);
    shortScan();
    assertThat(gate.isOpen()).isTrue();
  }
}
