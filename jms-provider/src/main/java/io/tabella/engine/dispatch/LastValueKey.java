package io.tabella.engine.dispatch;

import io.tabella.store.StoreRejectedException;
import org.jspecify.annotations.Nullable;

/** Names what a message of a last-value queue has the newest value of. */
final class LastValueKey {

  private static final int LONGEST_VALUE = 255;

  private LastValueKey() {}

  /**
   * The property with its value, so that values of another property, which was set before, do not
   * mix with these.
   *
   * @param value null if the message has no such property
   * @return null then
   * @throws StoreRejectedException if the value is too long
   */
  static @Nullable String of(String property, @Nullable String value) {
    if (value == null) {
      return null;
    }
    if (value.length() > LONGEST_VALUE) {
      throw new StoreRejectedException(
          "property "
              + property
              + " has "
              + value.length()
              + " characters; as the key of a last-value queue it may have "
              + LONGEST_VALUE,
          null);
    }
    return property + "=" + value;
  }
}
