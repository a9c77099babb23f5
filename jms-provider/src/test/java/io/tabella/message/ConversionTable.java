package io.tabella.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.provider.Arguments;

/** The conversion table of Jakarta Messaging 3.1, 3.11.3; that of 3.5.4 is the same with less. */
@NullUnmarked
final class ConversionTable {

  private static final List<String> COLUMNS =
      List.of(
          "boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "byte[]");

  private static final Map<String, Object> ROWS = new LinkedHashMap<>();
  private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

  static {
    row("boolean", true, "boolean String");
    row("byte", (byte) -7, "byte short int long String");
    row("short", (short) -700, "short int long String");
    row("char", '7', "char String");
    row("int", -70_000, "int long String");
    row("long", -7_000_000_000L, "long String");
    row("float", 7.25f, "float double String");
    row("double", 7.1, "double String");
    row("String", "7", "boolean byte short int long float double String");
    row("byte[]", new byte[] {7, 8}, "byte[]");
  }

  private ConversionTable() {}

  private static void row(String type, Object value, String columns) {
    ROWS.put(type, value);
    ALLOWED.put(type, List.of(columns.split(" ")));
  }

  /** Value, column, and what must be read: null if the conversion must be refused. */
  static Stream<Arguments> ofBodies() {
    List<Arguments> all = new ArrayList<>();
    ROWS.forEach(
        (row, value) ->
            COLUMNS.forEach(
                column ->
                    all.add(
                        Arguments.of(
                            row,
                            value,
                            column,
                            ALLOWED.get(row).contains(column) ? read(value, column) : null))));
    return all.stream();
  }

  static Stream<Arguments> ofProperties() {
    return ofBodies().filter(a -> isProperty(a.get()[0]) && isProperty(a.get()[2]));
  }

  /** Every column, and the exception or value that reading null as it must give. */
  static Stream<Arguments> ofNull() {
    return Stream.of(
        Arguments.of("boolean", false),
        Arguments.of("byte", NumberFormatException.class),
        Arguments.of("short", NumberFormatException.class),
        Arguments.of("char", NullPointerException.class),
        Arguments.of("int", NumberFormatException.class),
        Arguments.of("long", NumberFormatException.class),
        Arguments.of("float", NullPointerException.class),
        Arguments.of("double", NullPointerException.class),
        Arguments.of("String", null),
        Arguments.of("byte[]", null));
  }

  static Stream<Arguments> ofNullProperties() {
    return ofNull().filter(a -> isProperty(a.get()[0]));
  }

  static Stream<String> numbers() {
    return Stream.of("byte", "short", "int", "long", "float", "double");
  }

  private static boolean isProperty(Object type) {
    return !type.equals("char") && !type.equals("byte[]");
  }

  private static Object read(Object value, String column) {
    String text = value.toString();
    return switch (column) {
      case "boolean" -> Boolean.valueOf(text);
      case "byte" -> Byte.valueOf(text);
      case "short" -> Short.valueOf(text);
      case "char" -> text.charAt(0);
      case "int" -> Integer.valueOf(text);
      case "long" -> Long.valueOf(text);
      case "float" -> Float.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "String" -> text;
      case "byte[]" -> value;
      default -> throw new AssertionError(column);
    };
  }
}
