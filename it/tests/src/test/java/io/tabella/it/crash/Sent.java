package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.NodeProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What senders have printed: the promises that the database has to keep.
 *
 * @param committed ids of transactions whose commit has returned
 * @param refused ids of transactions whose commit threw, and did not say that nobody knows
 */
record Sent(List<String> committed, List<String> refused) {

  /** What an exception says when the database was lost during COMMIT and could not be asked. */
  private static final String NOBODY_KNOWS = "cannot be told";

  static Sent by(List<NodeProcess> senders) {
    List<String> lines = senders.stream().flatMap(node -> node.lines().stream()).toList();
    return new Sent(
        lines.stream().filter(line -> line.startsWith("committed ")).map(Sent::idOf).toList(),
        lines.stream().filter(Sent::isRefusal).map(Sent::idOf).toList());
  }

  private static boolean isRefusal(String line) {
    return line.startsWith("failed ") && !line.contains(NOBODY_KNOWS);
  }

  private static String idOf(String line) {
    return line.split(" ", -1)[1];
  }

  /**
   * All that was promised is there once; nothing that was refused; nothing twice. Senders are as
   * fast as they can, so this looks up by hash: to compare each with each would take hours.
   */
  void assertKept(List<String> found) {
    Set<String> once = new HashSet<>(found);
    assertThat(found).as("nothing is there twice").hasSize(once.size());
    assertThat(committed.stream().filter(id -> !once.contains(id)))
        .as("what was committed and is not there")
        .isEmpty();
    assertThat(refused.stream().filter(once::contains))
        .as("what was refused and is there")
        .isEmpty();
  }

  /** What went to two queues in one transaction is in both. */
  static void assertSame(List<String> one, List<String> other) {
    assertThat(other.stream().sorted().toList()).isEqualTo(one.stream().sorted().toList());
  }
}
