package io.tabella.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A correlation id that is bytes, as text: {@code ID:} and hexadecimal digits. */
final class CorrelationBytes {

  private static final String PREFIX = "ID:";
  private static final HexFormat HEX = HexFormat.of();

  private CorrelationBytes() {}

  static String toText(byte[] bytes) {
    return PREFIX + HEX.formatHex(bytes);
  }

  static byte[] ofText(String text) {
    return isHex(text)
        ? HEX.parseHex(text, PREFIX.length(), text.length())
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isHex(String text) {
    return text.startsWith(PREFIX)
        && (text.length() - PREFIX.length()) % 2 == 0
        && text.chars().skip(PREFIX.length()).allMatch(HexFormat::isHexDigit);
  }
}
