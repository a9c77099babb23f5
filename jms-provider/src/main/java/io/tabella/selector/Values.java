package io.tabella.selector;

import org.jspecify.annotations.Nullable;

/** The header fields and properties of a message, as a selector asks for them. */
@FunctionalInterface
public interface Values {

  /**
   * A value.
   *
   * @param identifier a header field's or a property's name
   * @return a Boolean, a String, or one of the numbers; null, or anything else, if there is none
   */
  @Nullable Object get(String identifier);
}
