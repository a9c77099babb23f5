package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlDistributionIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir Path cache;

  @Test
  void twoProcessesAtOnceUnpackOnce() throws Exception {
    try (NodeProcess one = start();
        NodeProcess other = start()) {
      String home = one.awaitLine(line -> line.startsWith("home "), LIMIT);
      assertThat(other.awaitLine(line -> line.startsWith("home "), LIMIT)).isEqualTo(home);
      assertThat(timesUnpacked(one) + timesUnpacked(other)).isEqualTo(1);
    }
  }

  @Test
  void whatADeadProcessLeftUnfinishedIsMadeAnew() throws Exception {
    Path unfinished = cache.resolve("mysql-" + MySqlDistribution.VERSION + ".unfinished");
    Files.createDirectories(unfinished.resolve("bin"));
    Files.writeString(unfinished.resolve("bin/mysqld"), "half a server");
    try (NodeProcess node = start()) {
      node.awaitLine(line -> line.startsWith("home "), LIMIT);
      assertThat(unfinished).doesNotExist();
    }
  }

  private NodeProcess start() {
    return NodeCommand.of(DistributionNode.class)
        .withJvmOptions("-Dtabella.it.cache=" + cache)
        .start();
  }

  private static long timesUnpacked(NodeProcess node) {
    return node.log().contains("Unpacked MySQL") ? 1 : 0;
  }
}
