package io.tabella.selector;

import org.jspecify.annotations.Nullable;

/** A part of a selector that has a value for a message. Immutable, for all threads. */
interface Expression {

  /** What kind of value it can have. */
  enum Kind {
    /** True or false. */
    CONDITION,
    /** A number. */
    NUMBER,
    /** A text. */
    STRING,
    /** Whatever the message has. */
    ANY;

    boolean mayBe(Kind wanted) {
      return this == wanted || this == ANY;
    }
  }

  Kind kind();

  /** A Boolean, Long, Double or String; null if it is unknown. */
  @Nullable Object value(Values values);
}
