package io.tabella.jms;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** A connection factory as its settings: what is serialized of it. Immutable. */
final class SerializedFactory implements Serializable {

  private static final long serialVersionUID = 1L;

  private final boolean xa;
  private final TreeMap<String, String> settings;

  /**
   * A factory.
   *
   * @param xa whether it is one for global transactions
   */
  SerializedFactory(boolean xa, Map<String, String> settings) {
    this.xa = xa;
    this.settings = new TreeMap<>(settings);
  }

  private Object readResolve() {
    TabellaConnectionFactory factory =
        xa ? new TabellaXAConnectionFactory() : new TabellaConnectionFactory();
    settings.forEach(factory.values()::setText);
    return factory;
  }
}
