package io.tabella.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeCommand;
import io.tabella.it.kit.NodeProcess;
import io.tabella.it.kit.TestDatabase;
import io.tabella.samples.plainjoin.PlainJoin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample does what its README says. */
class PlainJoinIT {

  @ParameterizedTest
  @EnumSource
  void ordersAreBilledAndWhatCannotBeIsGivenUp(Databases databases) throws Exception {
    try (TestDatabase database = databases.create("plain_join");
        NodeProcess sample =
            NodeCommand.of(PlainJoin.class)
                .withArguments(database.jdbcUrl(), database.user(), database.password())
                .start()) {
      assertThat(sample.waitForExit(Eventually.LIMIT)).as(sample.log()).isZero();
      assertThat(sample.lines())
          .containsExactly("billed espresso for 2", "billed cappuccino for 3", "given up elephant");
    }
  }
}
