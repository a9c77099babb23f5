package io.tabella.store.jdbc;

/** What UTF-8 makes of a text. */
final class Utf8 {

  /** The answer for a text that UTF-8 cannot tell. */
  static final int MALFORMED = -1;

  private Utf8() {}

  /** How many bytes a text takes; {@link #MALFORMED} if half of a surrogate pair is missing. */
  static int length(String text) {
    int length = text.length();
    int bytes = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 ? 1 : 2;
        if (Character.isSurrogate(c)) {
          if (i + 1 == length || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
            return MALFORMED;
          }
          i++;
        }
      }
    }
    return bytes;
  }
}
