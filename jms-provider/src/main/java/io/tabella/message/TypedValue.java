package io.tabella.message;

import jakarta.jms.MessageFormatException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property's, map's or stream's value on its way out, with the conversions that the specification
 * allows. Jakarta Messaging 3.1, 3.5.4 (properties) and 3.11.3 (bodies): the two tables agree, and
 * {@code char} and {@code byte[]} cannot be the value of a property.
 *
 * <p>Reading null as a primitive is what the primitive's {@code valueOf((String) null)} does: false
 * for a boolean, {@link NumberFormatException} for whole numbers, {@link NullPointerException} for
 * float and double; and for a char, too.
 *
 * @param place what has the value, for messages to people: property, map entry, stream value
 * @param name its name or position there
 * @param value a String, a boxed primitive, a byte array or null
 */
record TypedValue(String place, Object name, @Nullable Object value) {

  boolean asBoolean() throws MessageFormatException {
    return value instanceof Boolean it ? it : parsed("boolean", Boolean::valueOf);
  }

  byte asByte() throws MessageFormatException {
    return value instanceof Byte it ? it : parsed("byte", Byte::valueOf);
  }

  short asShort() throws MessageFormatException {
    return value instanceof Short || value instanceof Byte
        ? ((Number) value).shortValue()
        : parsed("short", Short::valueOf);
  }

  int asInt() throws MessageFormatException {
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? ((Number) value).intValue()
        : parsed("int", Integer::valueOf);
  }

  long asLong() throws MessageFormatException {
    return value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte
        ? ((Number) value).longValue()
        : parsed("long", Long::valueOf);
  }

  float asFloat() throws MessageFormatException {
    checkNotNull("float");
    return value instanceof Float it ? it : parsed("float", Float::valueOf);
  }

  double asDouble() throws MessageFormatException {
    checkNotNull("double");
    return value instanceof Double || value instanceof Float
        ? ((Number) value).doubleValue()
        : parsed("double", Double::valueOf);
  }

  char asChar() throws MessageFormatException {
    checkNotNull("char");
    if (value instanceof Character it) {
      return it;
    }
    throw refused("char");
  }

  @Nullable String asString() throws MessageFormatException {
    if (value instanceof byte[]) {
      throw refused("String");
    }
    return value == null ? null : value.toString();
  }

  byte @Nullable [] asBytes() throws MessageFormatException {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    throw refused("byte[]");
  }

  /** The value as it is; a copy if it could be changed. */
  @Nullable Object asObject() {
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  private <T> T parsed(String type, Function<@Nullable String, T> valueOf)
      throws MessageFormatException {
    if (value != null && !(value instanceof String)) {
      throw refused(type);
    }
    try {
      return valueOf.apply((String) value);
    } catch (NumberFormatException e) {
      NumberFormatException named =
          new NumberFormatException(
              this
                  + (value == null ? " is null" : " is the String \"" + value + "\"")
                  + " and cannot be read as "
                  + type);
      named.initCause(e);
      throw named;
    }
  }

  private void checkNotNull(String type) {
    if (value == null) {
      throw new NullPointerException(this + " is null and cannot be read as " + type);
    }
  }

  private MessageFormatException refused(String type) {
    return new MessageFormatException(
        this + " is of type " + ValueTypes.nameOf(value) + " and cannot be read as " + type);
  }

  @Override
  public String toString() {
    return place + " " + name;
  }
}
