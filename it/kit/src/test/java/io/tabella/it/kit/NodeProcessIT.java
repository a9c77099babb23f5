package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeProcessIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final NodeProcess node =
      NodeCommand.of(EchoNode.class)
          .withName("echo")
          .withHeapMegabytes(32)
          .withArguments("one", "two words")
          .start();

  @AfterEach
  void closeNode() {
    node.close();
  }

  @Test
  void nodeRunsTheMainClassWithItsArgumentsAndHeap() throws Exception {
    assertThat(node.awaitLine(line -> line.startsWith("arguments"), LIMIT))
        .isEqualTo("arguments one two words");
    String heap = node.awaitLine(line -> line.startsWith("heap "), LIMIT);
    assertThat(Integer.parseInt(heap.substring(5))).isBetween(20, 34);
  }

  @Test
  void linesGoInAndOut() throws Exception {
    node.send("first");
    node.send("second");
    node.awaitLine("echo second"::equals, LIMIT);
    assertThat(node.lines()).contains("echo first", "echo second");
  }

  @Test
  void eachWaitGoesOnBehindTheLineBefore() throws Exception {
    node.send("same");
    node.awaitLine("echo same"::equals, LIMIT);
    assertThatThrownBy(() -> node.awaitLine("echo same"::equals, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class);
    node.send("same");
    node.awaitLine("echo same"::equals, LIMIT);
  }

  @Test
  void killedNodeIsGoneOnReturn() {
    node.kill();
    assertThat(node.isAlive()).isFalse();
    assertThat(node.waitForExit(Duration.ZERO)).isEqualTo(128 + 9);
  }

  @Test
  void terminatedNodeEnds() {
    node.terminate();
    assertThat(node.waitForExit(LIMIT)).isEqualTo(128 + 15);
  }

  @Test
  void pausedNodeStandsStillUntilItIsResumed() throws Exception {
    node.awaitLine(line -> line.startsWith("heap "), LIMIT);
    node.pause();
    node.send("while paused");
    assertThat(stateOf(node)).isEqualTo("T (stopped)");
    assertThat(node.lines()).doesNotContain("echo while paused");
    node.resume();
    node.awaitLine("echo while paused"::equals, LIMIT);
  }

  @Test
  void pausedNodeCanBeKilled() {
    node.pause();
    node.kill();
    assertThat(node.isAlive()).isFalse();
  }

  @Test
  void failureShowsBothOutputsOfTheNode() throws Exception {
    node.awaitLine(line -> line.startsWith("heap "), LIMIT);
    node.send("last words");
    node.awaitLine("echo last words"::equals, LIMIT);
    assertThatThrownBy(() -> node.waitForExit(Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("alive")
        .hasMessageContaining("complaint of the echo")
        .hasMessageContaining("echo last words");
  }

  @Test
  void waitingForALineEndsWithTheNode() {
    node.kill();
    assertThatThrownBy(() -> node.awaitLine("never"::equals, LIMIT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended with exit code 137");
  }

  @Test
  void sendingToAnEndedNodeFails() {
    node.kill();
    assertThatThrownBy(() -> node.send("anybody there?"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended with exit code 137");
  }

  private static String stateOf(NodeProcess node) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
        .filter(line -> line.startsWith("State:"))
        .map(line -> line.substring("State:".length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
