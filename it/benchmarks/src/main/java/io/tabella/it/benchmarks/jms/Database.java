package io.tabella.it.benchmarks.jms;

/**
 * Where Tabella is to keep its messages.
 *
 * @param url for {@code jdbc}
 */
public record Database(String url, String user, String password) {

  /** A node of its own on it. */
  public Target open() throws jakarta.jms.JMSException {
    return Target.open(url, user, password);
  }
}
