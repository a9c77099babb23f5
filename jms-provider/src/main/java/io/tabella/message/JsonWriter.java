package io.tabella.message;

/**
 * Appends strings as JSON. What JSON needs escaped is escaped, and halves of surrogate pairs, so
 * that the text is always valid Unicode. RFC 8259.
 */
final class JsonWriter {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonWriter() {}

  static void appendString(StringBuilder json, String value) {
    json.append('"');
    int written = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (StoredText.isPairAt(value, i)) {
        i++;
        continue;
      }
      json.append(value, written, i);
      appendEscape(json, c);
      written = i + 1;
    }
    json.append(value, written, value.length()).append('"');
  }

  private static void appendEscape(StringBuilder json, char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default ->
          json.append("\\u")
              .append(HEX[c >>> 12])
              .append(HEX[c >>> 8 & 0xF])
              .append(HEX[c >>> 4 & 0xF])
              .append(HEX[c & 0xF]);
    }
  }
}
