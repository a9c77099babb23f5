package io.tabella.engine.log;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.store.SubscriptionSpec;

/**
 * What a consumer wants to read.
 *
 * @param spec the subscription; one that is there is found, and made anew if it was another
 * @param start where to begin if it is made
 * @param filter what its selector, and whether it wants its own messages, come to
 */
public record SubscriptionRequest(SubscriptionSpec spec, StartAt start, MessageFilter filter) {}
