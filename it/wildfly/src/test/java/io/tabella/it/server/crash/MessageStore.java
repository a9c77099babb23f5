package io.tabella.it.server.crash;

import jakarta.jms.ConnectionFactory;

/**
 * The store that an application works with. The two that halt have one each, so that what is in
 * doubt there is found in one way only.
 */
interface MessageStore {

  /** Leads there. */
  ConnectionFactory factory();

  /** Begins the names of its tables. */
  String tablePrefix();
}
