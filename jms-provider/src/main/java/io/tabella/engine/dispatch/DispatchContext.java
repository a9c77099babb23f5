package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.Policies;
import io.tabella.engine.delivery.Preparation;
import io.tabella.engine.delivery.PropertyReader;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.transaction.Lane;
import io.tabella.store.MessageStore;

/**
 * What the dispatchers of a node share.
 *
 * @param properties reads what a last-value queue goes by
 */
public record DispatchContext(
    DispatchConfig config,
    MessageStore store,
    Membership membership,
    Ticker ticker,
    Redelivery redelivery,
    Policies policies,
    PropertyReader properties) {

  /** What has to be done before deliveries to the consumers of a lane's session. */
  Preparation preparation(Lane lane) {
    return new Preparation(store, membership.clock(), redelivery, lane);
  }
}
