package io.tabella.client;

import io.tabella.selector.Selector;
import io.tabella.selector.SelectorException;
import jakarta.jms.InvalidSelectorException;
import org.jspecify.annotations.Nullable;

/** How the text of a selector becomes one. Jakarta Messaging 3.1, 3.8. */
final class Selectors {

  private Selectors() {}

  /** The text as it counts: null, an empty and a blank one select everything. */
  static @Nullable String normalized(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /**
   * Reads a selector.
   *
   * @throws InvalidSelectorException if it is none
   */
  static Selector parse(String text) throws InvalidSelectorException {
    try {
      return Selector.parse(text);
    } catch (SelectorException e) {
      InvalidSelectorException failure =
          new InvalidSelectorException(
              "The selector is not valid: " + e.getMessage() + ".", "SELECTOR");
      failure.initCause(e);
      failure.setLinkedException(e);
      throw failure;
    }
  }
}
