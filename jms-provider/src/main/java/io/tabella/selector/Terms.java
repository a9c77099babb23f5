package io.tabella.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The expressions without operators of their own. */
final class Terms {

  private Terms() {}

  /** A value that is written down. */
  record Literal(Object constant, Kind kind) implements Expression {
    @Override
    public Object value(Values values) {
      return constant;
    }
  }

  /** A header field or property. */
  record Property(String name) implements Expression {
    @Override
    public Kind kind() {
      return Kind.ANY;
    }

    @Override
    public @Nullable Object value(Values values) {
      Object value = values.get(name);
      if (value instanceof Boolean || value instanceof String) {
        return value;
      }
      return value instanceof Number number ? normal(number) : null;
    }

    private static @Nullable Number normal(Number number) {
      if (number instanceof Float || number instanceof Double) {
        return number.doubleValue();
      }
      boolean whole =
          number instanceof Byte
              || number instanceof Short
              || number instanceof Integer
              || number instanceof Long;
      return whole ? number.longValue() : null;
    }
  }

  /** {@code name IS NULL}. */
  record IsNull(Property property) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public Object value(Values values) {
      return property.value(values) == null;
    }
  }

  /** {@code name IN ('a', 'b')}. */
  record In(Property property, Set<String> strings, boolean wanted) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public @Nullable Object value(Values values) {
      Object value = property.value(values);
      if (value == null) {
        return null;
      }
      return value instanceof String text && strings.contains(text) == wanted;
    }
  }

  /** {@code name LIKE 'a%'}. */
  record Like(Property property, LikePattern pattern, boolean wanted) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public @Nullable Object value(Values values) {
      Object value = property.value(values);
      if (value == null) {
        return null;
      }
      return value instanceof String text && pattern.matches(text) == wanted;
    }
  }
}
