package io.tabella.samples.jakartaee;

/** What sender and receiver agree on. Queues and topics are made by their first use. */
final class Names {

  static final String ORDERS = "orders";
  static final String FAILED = "orders.failed";
  static final String ACCEPTED = "orders.accepted";

  /** Property of an order. */
  static final String CUSTOMER = "customer";

  /** Property of an accepted order. */
  static final String NUMBER = "number";

  private Names() {}
}
