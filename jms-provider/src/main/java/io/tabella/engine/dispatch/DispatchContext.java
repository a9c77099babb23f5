package io.tabella.engine.dispatch;

import io.tabella.engine.lease.Membership;
import io.tabella.engine.service.Ticker;
import io.tabella.store.MessageStore;

/** What the dispatchers of a node share. */
record DispatchContext(
    DispatchConfig config,
    MessageStore store,
    Membership membership,
    Ticker ticker,
    Redelivery redelivery) {}
