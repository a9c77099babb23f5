package io.tabella.engine.delivery;

import io.tabella.store.DestinationKind;

/**
 * When a message is delivered again or given up, and where it goes then.
 *
 * @param maxDeliveries after so many failed deliveries; at least 1
 * @param delay how long it waits before the next one
 * @param deadLetterQueue the name of the queue; messages in it are never given up
 */
public record RedeliveryPolicy(int maxDeliveries, RedeliveryDelay delay, String deadLetterQueue) {

  public RedeliveryPolicy {
    if (maxDeliveries < 1) {
      throw new IllegalArgumentException("maxDeliveries " + maxDeliveries + " is below 1");
    }
  }

  boolean givesUp(String source, int failedDeliveries) {
    return failedDeliveries >= maxDeliveries
        && !source.equals(DestinationKind.QUEUE.address(deadLetterQueue));
  }
}
