package io.tabella.engine.log;

import io.tabella.engine.delivery.Policies;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.service.Ticker;
import io.tabella.store.MessageStore;
import java.time.Duration;

/**
 * What the subscriptions of a node share.
 *
 * @param poll how long logs are left alone while nothing comes from other nodes
 * @param hold how long messages of shared subscriptions are held that nobody looks for
 */
record LogContext(
    MessageStore store,
    Membership membership,
    Ticker ticker,
    Redelivery redelivery,
    Policies policies,
    Duration poll,
    Duration hold) {

  long node() {
    return membership.node();
  }

  long now() {
    return ticker.nanos();
  }
}
