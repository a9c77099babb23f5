package io.tabella.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** That the benchmark runs; what it finds is nothing for a test. */
class BenchmarkIT {

  @Test
  void caseIsMeasuredBesideItsCeiling() throws Exception {
    String text =
        Benchmark.measure(
            Options.parse("--quick", "--only", "h2", "--cases", "pairs-8,features,joined,memory"));
    assertThat(text)
        .contains("| 8 senders + 8 receivers ", "### Plain JDBC: insert, delete")
        .contains("heap in use, MB")
        .contains("| 8 threads: row and message, joined ")
        .contains("| 1 receiver selects 1 in 100, all count ");
  }

  @Test
  void wrongArgumentIsNamed() {
    assertThatThrownBy(() -> Options.parse("--cases", "send-16,send-17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no case send-17");
  }
}
