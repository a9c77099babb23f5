package io.tabella.it.jms;

import jakarta.jms.MessageFormatException;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * The conversions of Jakarta Messaging 3.1, from the text of its table 3-7, of which 3-2 is a part.
 * An outcome is a value, or the class of the exception that there must be.
 */
@NullUnmarked
final class ReferenceConversions {

  private static final String TABLE =
      """
      -        boolean byte short char int long float double String byte[]
      boolean  X       .    .     .    .   .    .     .      X      .
      byte     .       X    X     .    X   X    .     .      X      .
      short    .       .    X     .    X   X    .     .      X      .
      char     .       .    .     X    .   .    .     .      X      .
      int      .       .    .     .    X   X    .     .      X      .
      long     .       .    .     .    .   X    .     .      X      .
      float    .       .    .     .    .   .    X     X      X      .
      double   .       .    .     .    .   .    .     X      X      .
      String   X       X    X     .    X   X    X     X      X      .
      byte[]   .       .    .     .    .   .    .     .      .      X
      """;

  private static final Map<Class<?>, String> ROWS =
      Map.of(
          Boolean.class, "boolean",
          Byte.class, "byte",
          Short.class, "short",
          Character.class, "char",
          Integer.class, "int",
          Long.class, "long",
          Float.class, "float",
          Double.class, "double",
          String.class, "String",
          byte[].class, "byte[]");

  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "short", short.class,
          "int", int.class,
          "long", long.class,
          "char", char.class,
          "float", float.class,
          "double", double.class);

  static final List<String> COLUMNS = words(TABLE.lines().findFirst().orElseThrow());

  private static final Map<String, Set<String>> MARKED = new HashMap<>();

  static {
    TABLE.lines().skip(1).forEach(ReferenceConversions::mark);
  }

  private ReferenceConversions() {}

  private static List<String> words(String line) {
    List<String> words = Arrays.asList(line.split(" +"));
    return words.subList(1, words.size());
  }

  private static void mark(String line) {
    Set<String> marked = new HashSet<>();
    List<String> marks = words(line);
    for (int i = 0; i < marks.size(); i++) {
      if (marks.get(i).equals("X")) {
        marked.add(COLUMNS.get(i));
      }
    }
    MARKED.put(line.substring(0, line.indexOf(' ')), marked);
  }

  /** What reading a value as another type must come to. */
  static Object outcome(Object value, String column) {
    if (value != null && !MARKED.get(ROWS.get(value.getClass())).contains(column)) {
      return MessageFormatException.class;
    }
    if (column.equals("byte[]")) {
      return value;
    }
    if (column.equals("String")) {
      return value == null ? null : String.valueOf(value);
    }
    return value == null || value instanceof String
        ? parsed((String) value, column)
        : widened(value, column);
  }

  /** Java's own widening of primitives. */
  private static Object widened(Object value, String column) {
    Object one = Array.newInstance(PRIMITIVES.get(column), 1);
    Array.set(one, 0, value);
    return Array.get(one, 0);
  }

  private static Object parsed(String text, String column) {
    try {
      return switch (column) {
        case "boolean" -> Boolean.valueOf(text);
        case "byte" -> Byte.valueOf(text);
        case "short" -> Short.valueOf(text);
        case "int" -> Integer.valueOf(text);
        case "long" -> Long.valueOf(text);
        case "float" -> Float.valueOf(text);
        case "double" -> Double.valueOf(text);
        case "char" -> text.charAt(0);
        default -> throw new AssertionError(column);
      };
    } catch (NumberFormatException | NullPointerException e) {
      return e.getClass();
    }
  }
}
