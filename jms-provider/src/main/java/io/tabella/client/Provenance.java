package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.engine.delivery.Delivery;
import jakarta.jms.JMSException;

/** Knows the destinations of what a consumer gets. For all threads. */
interface Provenance {

  /** Where a message was sent to. */
  JmsDestination destinationOf(Delivery delivery) throws JMSException;
}
