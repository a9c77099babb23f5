package io.tabella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.engine.delivery.DestinationPolicy;
import io.tabella.engine.delivery.RedeliveryDelay;
import io.tabella.engine.delivery.RedeliveryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DestinationSettingTest {

  private static final DestinationPolicy PLAIN =
      new DestinationPolicy(
          new RedeliveryPolicy(10, new RedeliveryDelay(1, 1, 1, 0), "DLQ"), "", 0);

  private static DestinationPolicy set(String name, String value) {
    return DestinationSetting.find(name).orElseThrow().set(PLAIN, value);
  }

  @Test
  void eachSettingChangesItsPart() {
    assertThat(set("maxDeliveries", "3").redelivery().maxDeliveries()).isEqualTo(3);
    assertThat(set("redeliveryDelayMillis", "5").redelivery().delay().firstMillis()).isEqualTo(5);
    assertThat(set("redeliveryMultiplier", "1.5").redelivery().delay().multiplier()).isEqualTo(1.5);
    assertThat(set("maxRedeliveryDelayMillis", "7").redelivery().delay().longestMillis())
        .isEqualTo(7);
    assertThat(set("redeliveryJitter", "0.3").redelivery().delay().jitter()).isEqualTo(0.3);
    assertThat(set("deadLetterQueue", " dead ").redelivery().deadLetterQueue()).isEqualTo("dead");
    assertThat(set("expiryQueue", "old").expiryQueue()).isEqualTo("old");
    assertThat(set("expiryQueue", "").expiryQueue()).isEmpty();
    assertThat(set("paused", "true").paused()).isTrue();
    assertThat(set("exclusive", "true").exclusive()).isTrue();
    assertThat(set("duplicateWindowMillis", "9").duplicateWindowMillis()).isEqualTo(9);
    assertThat(set("lastValueKey", " symbol ").lastValueKey()).isEqualTo("symbol");
    assertThat(set("lastValueKey", "").lastValueKey()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "maxDeliveries, 0",
    "maxDeliveries, many",
    "redeliveryDelayMillis, -1",
    "redeliveryMultiplier, 0.9",
    "redeliveryMultiplier, NaN",
    "redeliveryJitter, 1.1",
    "maxRedeliveryDelayMillis, 1.5",
    "deadLetterQueue, ''",
    "paused, yes"
  })
  void impossibleValueIsRefusedWithWhatIsPossible(String name, String value) {
    assertThatThrownBy(() -> set(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining("it takes");
  }

  @ParameterizedTest
  @EnumSource
  void pageSaysWhatASettingTakes(DestinationSetting setting) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "destinations.md")))
        .contains("| `" + setting.settingName() + "` | " + setting.range() + " |");
  }
}
