package io.tabella.it.server;

/** What this server's administrator has called things. */
final class Names {

  static final String DATA_SOURCE = "java:jboss/datasources/Tabella";
  static final String QUEUE = "java:/jms/orders";
  static final String INNER_FACTORY = "java:/jms/inner";

  private Names() {}
}
