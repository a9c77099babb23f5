package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingIsLeftBehindIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path work;

  @Test
  void killedParentTakesItsServerItsNodesAndItsPausedNodesWithIt() throws Exception {
    try (NodeProcess parent = startParent()) {
      Path socket = awaitSocket(parent);
      List<ProcessHandle> children = childrenOf(parent);
      parent.kill();
      children.forEach(NothingIsLeftBehindIT::awaitEnd);
      assertNoFolderIsLeft(socket);
    }
  }

  @Test
  void endedParentHasRemovedItsProcessesAndFolders() throws Exception {
    try (NodeProcess parent = startParent()) {
      Path socket = awaitSocket(parent);
      List<ProcessHandle> children = childrenOf(parent);
      parent.send("go");
      assertThat(parent.waitForExit(LIMIT)).isZero();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertNoFolderIsLeft(socket);
    }
  }

  private NodeProcess startParent() {
    return NodeCommand.of(ParentNode.class).withJvmOptions("-Dtabella.it.work=" + work).start();
  }

  private static Path awaitSocket(NodeProcess parent) throws InterruptedException {
    String line = parent.awaitLine(said -> said.startsWith("socket "), LIMIT);
    Path socket = Path.of(line.substring("socket ".length()));
    assertThat(socket).exists();
    return socket;
  }

  /** The server, two nodes, and the watchdog, which ends when it has removed the folders. */
  private static List<ProcessHandle> childrenOf(NodeProcess parent) {
    List<ProcessHandle> children =
        parent.lines().stream()
            .filter(line -> line.startsWith("child "))
            .map(line -> ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow())
            .toList();
    assertThat(children).hasSize(4).allMatch(ProcessHandle::isAlive);
    return children;
  }

  private static void awaitEnd(ProcessHandle child) {
    assertThat(child.onExit()).succeedsWithin(LIMIT);
  }

  private void assertNoFolderIsLeft(Path socket) throws IOException {
    assertThat(socket.getParent()).doesNotExist();
    try (Stream<Path> left = Files.list(work.resolve("mysql"))) {
      assertThat(left).isNotEmpty().allMatch(path -> path.toString().endsWith(".log"));
    }
  }
}
