package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.NodeProcess;
import java.util.List;

/**
 * What a receiver has printed.
 *
 * @param receipts what it was given, in order
 * @param done ids whose acknowledgement or commit has returned, in order
 */
record Received(List<Receipt> receipts, List<String> done) {

  static Received by(NodeProcess receiver) {
    List<String> lines = receiver.lines();
    return new Received(
        lines.stream().filter(Receipt::isReceipt).map(Receipt::parse).toList(),
        lines.stream().filter(line -> line.startsWith("done ")).map(Received::idOf).toList());
  }

  private static String idOf(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  List<String> ids() {
    return receipts.stream().map(Receipt::id).toList();
  }

  /** What it was given and somebody else was given before. */
  List<Receipt> alreadySeenBy(Received before) {
    List<String> seen = before.ids();
    return receipts.stream().filter(receipt -> seen.contains(receipt.id())).toList();
  }

  /** What comes again must say so. */
  static void assertMarkedAsRedelivered(List<Receipt> repeated) {
    assertThat(repeated).allMatch(Receipt::redelivered).allMatch(receipt -> receipt.count() >= 2);
  }
}
