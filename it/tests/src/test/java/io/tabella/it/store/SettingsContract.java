package io.tabella.it.store;

import static io.tabella.store.DestinationKind.QUEUE;
import static io.tabella.store.DestinationKind.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.Settings;
import io.tabella.store.Settings.SettingRecord;
import org.junit.jupiter.api.Test;

/** What a store keeps of what is set for destinations. */
abstract class SettingsContract extends Contract {

  SettingsContract(StoreTarget target) {
    super(target);
  }

  @Test
  void settingIsThereUntilItIsRemoved() {
    Settings settings = store().settings();
    assertThat(settings.list()).isEmpty();
    SettingRecord one = new SettingRecord(QUEUE, "orders", "paused", "true");
    SettingRecord all = new SettingRecord(TOPIC, Settings.ALL, "paused", "false");
    settings.set(all);
    settings.set(one);
    settings.set(one);
    assertThat(settings.list()).containsExactly(one, all);
    SettingRecord other = new SettingRecord(QUEUE, "orders", "paused", "false");
    settings.set(other);
    assertThat(settings.list()).containsExactly(other, all);
    assertThat(settings.remove(QUEUE, "orders", "paused")).isTrue();
    assertThat(settings.remove(QUEUE, "orders", "paused")).isFalse();
    assertThat(settings.list()).containsExactly(all);
  }
}
