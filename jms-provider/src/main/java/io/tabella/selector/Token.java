package io.tabella.selector;

/**
 * A piece of a selector's text.
 *
 * @param text as it is written; of a keyword in capitals, of a string what is between the quotes
 * @param position where it begins, from 0
 */
record Token(Kind kind, String text, int position) {

  enum Kind {
    /** A name of a header field or property. */
    IDENTIFIER,
    /** A word with a meaning of its own. */
    KEYWORD,
    /** Between quotes. */
    STRING,
    /** A whole number. */
    EXACT,
    /** A number with a point, an exponent or a suffix. */
    APPROXIMATE,
    /** An operator, a parenthesis or a comma. */
    SYMBOL,
    /** Nothing follows. */
    END
  }

  boolean is(Kind wanted, String wantedText) {
    return kind == wanted && text.equals(wantedText);
  }

  /** For people. */
  String shown() {
    return kind == Kind.END ? "the end" : kind == Kind.STRING ? "'" + text + "'" : text;
  }
}
