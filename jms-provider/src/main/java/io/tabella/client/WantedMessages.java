package io.tabella.client;

import io.tabella.engine.log.MessageFilter;
import io.tabella.message.SelectedValues;
import io.tabella.selector.Selector;
import io.tabella.selector.SelectorException;
import io.tabella.store.LoggedMessage;
import io.tabella.store.SubscriptionSpec;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription wants: what its selector selects, and not its own, if it says so. Immutable,
 * for all threads.
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
   * @throws InvalidSelectorException if the selector is none
   */
  static MessageFilter filter(SubscriptionSpec spec, String origin) throws JMSException {
    Selector selector = spec.selector() == null ? null : parse(spec.selector());
    return selector == null && !spec.noLocal()
        ? MessageFilter.ALL
        : new WantedMessages(selector, spec.noLocal() ? origin : null);
  }

  private static Selector parse(String text) throws InvalidSelectorException {
    try {
      return Selector.parse(text);
    } catch (SelectorException e) {
      InvalidSelectorException failure =
          new InvalidSelectorException("No consumer was made: " + e.getMessage() + ".", "SELECTOR");
      failure.initCause(e);
      throw failure;
    }
  }

  @Override
  public boolean wants(LoggedMessage message) {
    if (unwanted != null && unwanted.equals(message.origin())) {
      return false;
    }
    return selector == null || selector.matches(SelectedValues.of(message.message())::get);
  }
}
