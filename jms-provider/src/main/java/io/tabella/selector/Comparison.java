package io.tabella.selector;

import org.jspecify.annotations.Nullable;

/**
 * Two values compared. Unknown if one is unknown; false if they are not of one kind.
 *
 * @param operator one of {@code = <> < <= > >=}
 */
record Comparison(Expression left, String operator, Expression right) implements Expression {

  @Override
  public Kind kind() {
    return Kind.CONDITION;
  }

  /** Whether an operator asks for an order, which only numbers have. */
  static boolean isOrder(String operator) {
    return !operator.equals("=") && !operator.equals("<>");
  }

  @Override
  public @Nullable Object value(Values values) {
    Object one = left.value(values);
    Object other = right.value(values);
    if (one == null || other == null) {
      return null;
    }
    if (one instanceof Number a && other instanceof Number b) {
      return (a instanceof Long && b instanceof Long)
          ? holds(Long.compare(a.longValue(), b.longValue()))
          : holds(a.doubleValue(), b.doubleValue());
    }
    boolean sameKind = one.getClass() == other.getClass();
    return sameKind && !isOrder(operator) && one.equals(other) == operator.equals("=");
  }

  private boolean holds(int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** As Java compares: not a number is unequal to everything, and in no order. */
  private boolean holds(double a, double b) {
    return switch (operator) {
      case "=" -> a == b;
      case "<>" -> a != b;
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      default -> a >= b;
    };
  }
}
