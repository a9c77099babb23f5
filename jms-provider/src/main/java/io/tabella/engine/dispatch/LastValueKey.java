package io.tabella.engine.dispatch;

import io.tabella.engine.delivery.PropertyReader;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoredMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The property that a last-value queue goes by; what it says on a message is the message's key.
 *
 * @param property empty if the queue is none
 */
record LastValueKey(String property, PropertyReader reader) {

  private static final int LONGEST_VALUE = 255;

  boolean isSet() {
    return !property.isEmpty();
  }

  /**
   * What the message that somebody sends is to be the newest of; null if nothing. Values of another
   * property, which was set before, do not mix with these.
   *
   * @throws StoreRejectedException if its key cannot be stored; says why
   */
  @Nullable String ofSent(StoredMessage message) {
    String value = read(message);
    if (value != null && !isStorable(value)) {
      throw new StoreRejectedException(
          "property "
              + property
              + " has "
              + value.length()
              + " characters; as the key of a last-value queue it may have "
              + LONGEST_VALUE
              + ", without NUL and halves of surrogate pairs",
          null);
    }
    return named(value);
  }

  /** The same of a message that was sent before, and must not be refused now. */
  @Nullable String of(StoredMessage message) {
    String value = read(message);
    return value == null || !isStorable(value) ? null : named(value);
  }

  private @Nullable String named(@Nullable String value) {
    return value == null ? null : property + "=" + value;
  }

  private @Nullable String read(StoredMessage message) {
    return isSet() ? reader.read(message, property) : null;
  }

  private static boolean isStorable(String value) {
    return value.length() <= LONGEST_VALUE
        && value.indexOf(0) < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }
}
