package io.tabella.store.jdbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.StoreConfig.Durability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DriverSettingsTest {

  private static final Durability DURABILITY =
      new Durability(true, Duration.ofSeconds(10), Duration.ofSeconds(4));

  @Test
  void socketWaitsLongerThanALock() {
    assertThat(DriverSettings.of("jdbc:mysql://host/db", DURABILITY).properties())
        .containsEntry("socketTimeout", "34000");
  }

  @Test
  void whatTheUrlSaysWins() {
    DriverSettings settings =
        DriverSettings.of(
            "jdbc:mysql://host/db?socketTimeout=5&USESERVERPREPSTMTS=false", DURABILITY);
    assertThat(settings.properties())
        .doesNotContainKeys("socketTimeout", "useServerPrepStmts")
        .containsKey("connectTimeout");
  }

  @Test
  void h2NeedsNoSettings() {
    assertThat(DriverSettings.of("jdbc:h2:./data", DURABILITY).properties()).isEmpty();
  }
}
