package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;

/**
 * The strings of a {@link io.tabella.it.crash.role.Puppet}.
 *
 * @param node for killing and pausing it, and for its lines
 */
record PuppetNode(NodeProcess node) {

  /** Has it do a step that works. */
  void does(String step) throws InterruptedException {
    assertThat(tries(step)).isEqualTo("did " + step);
  }

  /** Has it try a step that fails; the line with the failure. */
  String fails(String step) throws InterruptedException {
    String answer = tries(step);
    assertThat(answer).startsWith("failed " + step);
    return answer;
  }

  /** Has it try a step; the line that says whether it worked. */
  String tries(String step) throws InterruptedException {
    begins(step);
    return answer();
  }

  /** Has it try a step without waiting for it. */
  void begins(String step) {
    node.send(step);
  }

  /** The line that says whether the step worked. */
  String answer() throws InterruptedException {
    return node.awaitLine(
        line -> line.startsWith("did ") || line.startsWith("failed "), Eventually.LIMIT);
  }
}
