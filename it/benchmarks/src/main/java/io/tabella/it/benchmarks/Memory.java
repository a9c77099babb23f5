package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.Database;
import io.tabella.it.benchmarks.report.TextTable;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import java.time.Duration;

/** Measures the heap of a node while messages wait. */
final class Memory {

  private static final int HEAP_MEGABYTES = 256;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private Memory() {}

  /** What a node that has 256 MB uses after a collection. */
  static TextTable measure(Database database, int step) throws InterruptedException {
    NodeCommand command =
        NodeCommand.of(MemoryNode.class)
            .withHeapMegabytes(HEAP_MEGABYTES)
            .withArguments(
                database.url(), database.user(), database.password(), Integer.toString(step));
    TextTable table = new TextTable("messages that wait", "heap in use, MB");
    try (NodeProcess node = command.start()) {
      for (String line = next(node); !line.equals("end"); line = next(node)) {
        String[] words = line.split(" ", 3);
        table.add(
            TextTable.number(Double.parseDouble(words[1])),
            TextTable.number(Double.parseDouble(words[2]) / BYTES_PER_MEGABYTE));
      }
    }
    return table;
  }

  private static String next(NodeProcess node) throws InterruptedException {
    return node.awaitLine(line -> line.equals("end") || line.startsWith("heap "), LIMIT);
  }
}
