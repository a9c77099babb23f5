package io.tabella.it.benchmarks.jms;

import io.tabella.jms.TabellaConnectionFactory;

/**
 * Where Tabella is to keep its messages.
 *
 * @param url for {@code jdbc}
 */
public record Database(String url, String user, String password) {

  /** A node of its own on it. */
  public Target open() throws jakarta.jms.JMSException {
    return Target.open(factory());
  }

  /** A factory with default settings, to be closed. */
  public TabellaConnectionFactory factory() {
    TabellaConnectionFactory factory = new TabellaConnectionFactory(url);
    factory.setUser(user);
    factory.setPassword(password);
    return factory;
  }
}
