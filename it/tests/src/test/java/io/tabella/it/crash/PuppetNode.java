package io.tabella.it.crash;

import io.tabella.it.kit.NodeProcess;

/**
 * The strings of a {@link io.tabella.it.crash.role.Puppet}.
 *
 * @param node for killing and pausing it, and for its lines
 */
record PuppetNode(NodeProcess node) {

  /** Has it do a step that works. */
  void does(String step) throws InterruptedException {
    node.send(step);
    node.awaitLine(("did " + step)::equals, Eventually.LIMIT);
  }

  /** Has it try a step that fails; the line with the failure. */
  String fails(String step) throws InterruptedException {
    node.send(step);
    return node.awaitLine(line -> line.startsWith("failed " + step), Eventually.LIMIT);
  }

  /** Has it try a step; the line that says whether it worked. */
  String tries(String step) throws InterruptedException {
    node.send(step);
    return node.awaitLine(
        line -> line.startsWith("did ") || line.startsWith("failed "), Eventually.LIMIT);
  }
}
