package io.tabella.message;

import io.tabella.message.JsonReader.Num;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names or rows of values as JSON text that a DBA can query, and that comes back with every type
 * and bit as it was.
 *
 * <p>A String, boolean, int, finite double or null is plain JSON; a double has a point, an int has
 * none. All others are as plain as can be (numbers as numbers, characters and base64 as strings),
 * and their types are written beside them. In a map they stand under the empty name, which no
 * property or map entry can have:
 *
 * <pre>{"customer":"Ann","amount":12.5,"count":3,"serial":9007199254740993,"":{"serial":"long"}}
 * </pre>
 *
 * <p>In a row, such a value is an object of one entry:
 *
 * <pre>["Ann",12.5,3,{"long":9007199254740993},{"bytes":"AQID"}]</pre>
 *
 * <p>The column must keep the text to the letter; a binary JSON type would not.
 */
final class TypedJson {

  private static final String TYPES = "";

  private TypedJson() {}

  static String ofMap(Map<String, @Nullable Object> values) {
    StringBuilder json = new StringBuilder(16 + 24 * values.size()).append('{');
    StringBuilder types = new StringBuilder();
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      appendName(json, entry.getKey());
      appendValue(json, entry.getValue());
      String type = typeOf(entry.getValue());
      if (type != null) {
        appendName(types, entry.getKey());
        JsonWriter.appendString(types, type);
      }
    }
    if (!types.isEmpty()) {
      appendName(json, TYPES);
      json.append('{').append(types).append('}');
    }
    return json.append('}').toString();
  }

  static String ofList(List<@Nullable Object> values) {
    StringBuilder json = new StringBuilder(16 + 12 * values.size()).append('[');
    for (Object value : values) {
      if (json.length() > 1) {
        json.append(',');
      }
      String type = typeOf(value);
      if (type == null) {
        appendValue(json, value);
      } else {
        json.append("{\"").append(type).append("\":");
        appendValue(json, value);
        json.append('}');
      }
    }
    return json.append(']').toString();
  }

  static Map<String, @Nullable Object> readMap(String json) {
    Map<String, @Nullable Object> read = JsonReader.readObject(json);
    Object types = read.remove(TYPES);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    read.forEach((name, value) -> values.put(name, typed(value, typeIn(types, name))));
    return values;
  }

  static List<@Nullable Object> readList(String json) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : JsonReader.readArray(json)) {
      if (value instanceof Map<?, ?> wrapped && wrapped.size() == 1) {
        Map.Entry<?, ?> only = wrapped.entrySet().iterator().next();
        values.add(typed(only.getValue(), only.getKey()));
      } else {
        values.add(typed(value, null));
      }
    }
    return values;
  }

  private static @Nullable Object typeIn(@Nullable Object types, String name) {
    if (types == null) {
      return null;
    }
    if (types instanceof Map<?, ?> map) {
      return map.get(name);
    }
    throw new MalformedJsonException("the types are not an object");
  }

  private static void appendName(StringBuilder json, String name) {
    if (!json.isEmpty() && json.charAt(json.length() - 1) != '{') {
      json.append(',');
    }
    JsonWriter.appendString(json, name);
    json.append(':');
  }

  private static void appendValue(StringBuilder json, @Nullable Object value) {
    if (value instanceof byte[] bytes) {
      json.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
    } else if (value instanceof String || value instanceof Character || isNotFinite(value)) {
      JsonWriter.appendString(json, String.valueOf(value));
    } else {
      json.append(value);
    }
  }

  /** The type to be noted; null if it can be seen from the JSON value. */
  private static @Nullable String typeOf(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Integer
        || value instanceof Boolean) {
      return null;
    }
    if (value instanceof Double) {
      return isNotFinite(value) ? "double" : null;
    }
    if (value instanceof byte[]) {
      return "bytes";
    }
    if (value instanceof Character) {
      return "char";
    }
    if (value instanceof Number) {
      return value instanceof Long
          ? "long"
          : value instanceof Float ? "float" : value instanceof Short ? "short" : "byte";
    }
    throw new IllegalArgumentException("no message can have a value of " + value.getClass());
  }

  private static boolean isNotFinite(@Nullable Object value) {
    return (value instanceof Double it && !Double.isFinite(it))
        || (value instanceof Float that && !Float.isFinite(that));
  }

  private static @Nullable Object typed(@Nullable Object value, @Nullable Object type) {
    try {
      return type == null ? plain(value) : ofType(value, type.toString());
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("the value " + value + " is no " + type + ": " + e);
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Num number) {
      boolean whole = number.digits().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
      return whole
          ? (Object) Integer.valueOf(number.digits())
          : (Object) Double.valueOf(number.digits());
    }
    if (value instanceof Map || value instanceof List) {
      throw new MalformedJsonException("a value is an object or an array");
    }
    return value;
  }

  private static Object ofType(@Nullable Object value, String type) {
    String text = textOf(value);
    return switch (type) {
      case "byte" -> Byte.valueOf(text);
      case "short" -> Short.valueOf(text);
      case "long" -> Long.valueOf(text);
      case "float" -> Float.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "bytes" -> Base64.getDecoder().decode(text);
      case "char" -> charOf(text);
      default ->
          throw new MalformedJsonException(
              "the type \"" + type + "\" is of a newer version of Tabella; update this node");
    };
  }

  private static char charOf(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  private static String textOf(@Nullable Object value) {
    if (value instanceof Num number) {
      return number.digits();
    }
    if (value instanceof String text) {
      return text;
    }
    throw new MalformedJsonException("a number or string expected, not " + value);
  }
}
