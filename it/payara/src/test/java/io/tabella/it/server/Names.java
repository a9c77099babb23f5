package io.tabella.it.server;

/** What this server's administrator has called things. */
final class Names {

  static final String DATA_SOURCE = "jdbc/tabella";
  static final String QUEUE = "jms/orders";
  static final String INNER_FACTORY = "java:app/jms/inner";

  private Names() {}
}
