package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.engine.delivery.Outlet;

/** A destination as the application knows it and as the node sends to it. */
sealed interface Address permits QueueAddress, TopicAddress {

  /** Its kind and name. */
  JmsDestination destination();

  /** Where its messages go to in this node. */
  Outlet outlet();
}
