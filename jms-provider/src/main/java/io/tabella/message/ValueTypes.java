package io.tabella.message;

import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Which Java types can be values of properties and bodies. Jakarta Messaging 3.1, 3.5.2, 3.11.3.
 */
final class ValueTypes {

  private ValueTypes() {}

  /**
   * Gives a property's value back.
   *
   * @throws MessageFormatException if it is not a String, one of seven boxed primitives or null
   */
  static @Nullable Object ofProperty(String name, @Nullable Object value)
      throws MessageFormatException {
    if (value == null || isProperty(value)) {
      return value;
    }
    throw new MessageFormatException(
        "property "
            + name
            + " cannot be a "
            + nameOf(value)
            + ": only String, Boolean, Byte, Short, Integer, Long, Float and Double are allowed");
  }

  /**
   * Gives a body's value back; a copy of it if it is an array.
   *
   * @throws MessageFormatException if it is not a String, a boxed primitive, a byte array or null
   */
  static @Nullable Object ofBody(@Nullable Object value) throws MessageFormatException {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value == null || value instanceof Character || isProperty(value)) {
      return value;
    }
    throw new MessageFormatException(
        "a "
            + nameOf(value)
            + " cannot be put into a message's body: only String, byte[], Boolean, Byte, Short,"
            + " Character, Integer, Long, Float and Double are allowed");
  }

  /** The name of a value's type as a person would say it. */
  static String nameOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getTypeName();
  }

  private static boolean isProperty(Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte;
  }
}
