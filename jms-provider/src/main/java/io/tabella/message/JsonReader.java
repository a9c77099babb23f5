package io.tabella.message;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259) into maps, lists, strings, booleans, nulls and {@link Num}s, which
 * keep their digits. Nothing that we write is nested more than twice, so nothing deeper is read.
 */
final class JsonReader {

  /** A number as it is written. */
  record Num(String digits) {}

  private static final int DEEPEST = 2;

  private final String json;
  private int position;
  private int depth;

  private JsonReader(String json) {
    this.json = json;
  }

  static Map<String, @Nullable Object> readObject(String json) {
    return new JsonReader(json).whole('{').object();
  }

  static List<@Nullable Object> readArray(String json) {
    return new JsonReader(json).whole('[').array();
  }

  /** Checks how the text begins and ends, so that what is read in between is all there is. */
  private JsonReader whole(char first) {
    skipBlanks();
    if (position == json.length() || json.charAt(position) != first) {
      throw malformed("'" + first + "' expected");
    }
    return this;
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    enter();
    if (!accept('}')) {
      do {
        skipBlanks();
        String name = string();
        expect(':');
        Object value = value();
        if (object.containsKey(name)) {
          throw malformed("the name \"" + name + "\" comes twice");
        }
        object.put(name, value);
      } while (accept(','));
      expect('}');
    }
    leave();
    return object;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> array = new ArrayList<>();
    enter();
    if (!accept(']')) {
      do {
        array.add(value());
      } while (accept(','));
      expect(']');
    }
    leave();
    return array;
  }

  private @Nullable Object value() {
    skipBlanks();
    return switch (peek()) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> array();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private void enter() {
    position++;
    if (++depth > DEEPEST) {
      throw malformed("nested too deeply");
    }
  }

  private void leave() {
    depth--;
    if (depth == 0) {
      skipBlanks();
      if (position < json.length()) {
        throw malformed("the text goes on after its end");
      }
    }
  }

  private String string() {
    expect('"');
    int start = position;
    while (true) {
      char c = next();
      if (c == '"') {
        return json.substring(start, position - 1);
      }
      if (c == '\\') {
        return escapedString(start);
      }
      checkPlain(c);
    }
  }

  /** Goes on with a string when its first escape has been met. */
  private String escapedString(int start) {
    StringBuilder value = new StringBuilder(json.substring(start, position - 1));
    value.append(escape());
    while (true) {
      char c = next();
      if (c == '"') {
        return value.toString();
      }
      if (c != '\\') {
        checkPlain(c);
      }
      value.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourDigits();
      default -> throw malformed("no escape is written \\" + c);
    };
  }

  private char fourDigits() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next();
      if (!HexFormat.isHexDigit(digit)) {
        throw malformed("four hexadecimal digits expected");
      }
      code = (code << 4) | HexFormat.fromHexDigit(digit);
    }
    return (char) code;
  }

  private void checkPlain(char c) {
    if (c < ' ') {
      throw malformed("a control character stands in a string");
    }
  }

  private Num number() {
    int start = position;
    acceptNow('-');
    if (!acceptNow('0')) {
      digits();
    }
    if (acceptNow('.')) {
      digits();
    }
    if (acceptNow('e') || acceptNow('E')) {
      if (!acceptNow('+')) {
        acceptNow('-');
      }
      digits();
    }
    return new Num(json.substring(start, position));
  }

  private void digits() {
    int start = position;
    while (position < json.length() && isDigit(json.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw malformed("a value or a digit expected");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!json.startsWith(word, position)) {
      throw malformed("a value expected");
    }
    position += word.length();
    return meaning;
  }

  private void skipBlanks() {
    while (position < json.length() && " \t\n\r".indexOf(json.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean accept(char c) {
    skipBlanks();
    return acceptNow(c);
  }

  private boolean acceptNow(char c) {
    boolean there = position < json.length() && json.charAt(position) == c;
    if (there) {
      position++;
    }
    return there;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw malformed("'" + c + "' expected");
    }
  }

  private char peek() {
    if (position == json.length()) {
      throw malformed("the text ends too early");
    }
    return json.charAt(position);
  }

  private char next() {
    char c = peek();
    position++;
    return c;
  }

  private MalformedJsonException malformed(String what) {
    return new MalformedJsonException("not JSON of ours at position " + position + ": " + what);
  }
}
