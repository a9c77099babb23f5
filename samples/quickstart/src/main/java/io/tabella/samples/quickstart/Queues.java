package io.tabella.samples.quickstart;

/** The queues, and the property that tells which order a message is about. */
final class Queues {

  /** From the service to the workers. */
  static final String ORDERS = "orders";

  /** From the workers to whoever wants to know. */
  static final String CONFIRMATIONS = "confirmations";

  /** One message: how many orders the service has sent. */
  static final String POSITION = "position";

  /** An int: the order's number. */
  static final String NUMBER = "number";

  private Queues() {}
}
