package io.tabella.samples.orders;

/** What senders and listeners agree on. A queue is made by its first use. */
final class Queues {

  /** Identifiers of orders to be billed. */
  static final String ORDERS = "orders";

  /** Identifiers of orders to be shipped. */
  static final String BILLED = "billed";

  /** What has failed too often; Tabella's name for it if nothing else is set. */
  static final String DEAD = "DLQ";

  private Queues() {}
}
