package io.tabella.store;

import java.util.List;

/**
 * What is set for destinations. The store keeps texts; whoever reads them knows what they mean.
 * Each method is a transaction of its own.
 */
public interface Settings {

  /** Stands for all destinations of a kind. */
  String ALL = "*";

  /** All of them, ordered by kind, destination and name. */
  List<SettingRecord> list();

  /** Sets one, whatever it was. */
  void set(SettingRecord setting);

  /**
   * Removes one.
   *
   * @return false if it was not there
   */
  boolean remove(DestinationKind kind, String destination, String name);

  /**
   * A setting.
   *
   * @param destination a name, or {@link #ALL}
   */
  record SettingRecord(DestinationKind kind, String destination, String name, String value) {}
}
