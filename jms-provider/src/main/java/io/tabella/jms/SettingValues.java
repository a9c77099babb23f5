package io.tabella.jms;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of a factory's settings until they are frozen. Any thread. */
final class SettingValues {

  private final Map<Setting, Object> values = new EnumMap<>(Setting.class);
  private boolean frozen;

  /**
   * Sets a value.
   *
   * @throws IllegalArgumentException if the setting does not take it
   * @throws IllegalStateException if the settings are frozen
   */
  synchronized void set(Setting setting, Object value) {
    refuseWhenFrozen(setting);
    values.put(setting, setting.check(value));
  }

  /**
   * Sets the URL and whatever its parameters say. The last word wins: what a setter said before is
   * overridden, what one says afterwards overrides.
   */
  synchronized void setUrl(String url) {
    SettingsUrl parted = SettingsUrl.parse(url);
    refuseWhenFrozen(Setting.URL);
    values.put(Setting.URL, parted.driverUrl());
    values.putAll(parted.settings());
  }

  /** What was set, by name, as it is written in a URL. */
  synchronized Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    values.forEach(
        (setting, value) -> texts.put(setting.settingName(), setting.range().format(value)));
    return texts;
  }

  /**
   * Sets what {@link #texts} has given.
   *
   * @throws IllegalArgumentException if there is no such setting, or it does not take the value
   */
  synchronized void setText(String name, String text) {
    Setting setting = name.equals("url") ? Setting.URL : Setting.ofParameter(name);
    set(setting, setting.parse(text));
  }

  /** From now on nothing can be set. */
  synchronized void freeze() {
    frozen = true;
  }

  synchronized String text(Setting setting) {
    return (String) get(setting);
  }

  synchronized long whole(Setting setting) {
    return (Long) get(setting);
  }

  synchronized double decimal(Setting setting) {
    return (Double) get(setting);
  }

  synchronized boolean flag(Setting setting) {
    return (Boolean) get(setting);
  }

  synchronized List<String> names(Setting setting) {
    return ((List<?>) get(setting)).stream().map(String.class::cast).toList();
  }

  private Object get(Setting setting) {
    Object value = values.get(setting);
    return value == null ? setting.defaultValue() : value;
  }

  private void refuseWhenFrozen(Setting setting) {
    if (frozen) {
      throw new IllegalStateException(
          "Setting "
              + setting.settingName()
              + " cannot be changed any more: the first connection has frozen this factory's"
              + " settings. Set it before, or make another TabellaConnectionFactory.");
    }
  }
}
