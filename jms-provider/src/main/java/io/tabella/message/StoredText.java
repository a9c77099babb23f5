package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import java.nio.charset.StandardCharsets;

/**
 * Text on its way to a database. Nearly all text is stored as it is. A Java string may also hold
 * what is not Unicode text, the character NUL (which PostgreSQL does not store) or half of a
 * surrogate pair (which a driver would turn into a question mark): such a string is stored as the
 * bytes of its UTF-16 form, so that it arrives as it was sent.
 */
public final class StoredText {

  private StoredText() {}

  static Body toBody(String text) {
    return isStorable(text)
        ? new Body.Text(BodyKind.TEXT, text)
        : new Body.Bytes(BodyKind.TEXT, toUtf16(text));
  }

  static String ofUtf16(byte[] bytes) {
    char[] chars = new char[bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) ((bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xFF));
    }
    return new String(chars);
  }

  /** Whether every database can keep the text as text. */
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!isPairAt(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static boolean isPairAt(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  /** Not {@link StandardCharsets#UTF_16BE}: an encoder would replace half a pair, too. */
  private static byte[] toUtf16(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
