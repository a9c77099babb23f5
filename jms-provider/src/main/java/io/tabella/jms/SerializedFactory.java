package io.tabella.jms;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** A connection factory as its settings: what is serialized of it. Immutable. */
final class SerializedFactory implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> settings;

  SerializedFactory(Map<String, String> settings) {
    this.settings = new TreeMap<>(settings);
  }

  private Object readResolve() {
    TabellaConnectionFactory factory = new TabellaConnectionFactory();
    settings.forEach(factory.values()::setText);
    return factory;
  }
}
