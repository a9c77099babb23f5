package io.tabella.client;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.message.SelectedValues;
import io.tabella.selector.Selector;
import io.tabella.store.StoredMessage;
import io.tabella.store.SubscriptionSpec;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer wants: what its selector selects, and not its own, if it says so. Immutable, for
 * all threads.
 *
 * @param selector null for all messages
 * @param unwanted the origin whose messages are left out; null for none
 */
record WantedMessages(@Nullable Selector selector, @Nullable String unwanted)
    implements MessageFilter {

  /**
   * A filter.
   *
   * @param origin who consumes, for {@code noLocal}
   * @throws jakarta.jms.InvalidSelectorException if the selector is none
   */
  static MessageFilter filter(SubscriptionSpec spec, String origin) throws JMSException {
    Selector selector = spec.selector() == null ? null : Selectors.parse(spec.selector());
    return selector == null && !spec.noLocal()
        ? MessageFilter.ALL
        : new WantedMessages(selector, spec.noLocal() ? origin : null);
  }

  /**
   * What a selector selects of a queue.
   *
   * @param selector null for all messages
   * @throws jakarta.jms.InvalidSelectorException if it is none
   */
  static MessageFilter ofQueue(@Nullable String selector) throws JMSException {
    return selector == null
        ? MessageFilter.ALL
        : new WantedMessages(Selectors.parse(selector), null);
  }

  @Override
  public boolean wants(StoredMessage message, @Nullable String origin) {
    if (unwanted != null && unwanted.equals(origin)) {
      return false;
    }
    return selector == null || selector.matches(SelectedValues.of(message)::get);
  }
}
