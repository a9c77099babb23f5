package io.tabella.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers made of numbers, as in Java; unknown if one is unknown, or is no number. */
final class Arithmetic {

  private Arithmetic() {}

  /** One more operand of a chain. */
  record Step(char operator, Expression operand) {}

  /** Operands with operators of one rank between, from left to right. */
  record Chain(Expression first, List<Step> steps) implements Expression {
    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }

    @Override
    public @Nullable Object value(Values values) {
      Object result = first.value(values);
      for (Step step : steps) {
        if (!(result instanceof Number left)
            || !(step.operand().value(values) instanceof Number right)) {
          return null;
        }
        result = apply(step.operator(), left, right);
      }
      return result instanceof Number ? result : null;
    }
  }

  /** The sign changed. */
  record Negation(Expression operand) implements Expression {
    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }

    @Override
    public @Nullable Object value(Values values) {
      Object value = operand.value(values);
      if (value instanceof Long whole) {
        return -whole;
      }
      return value instanceof Double real ? (Object) (-real) : null;
    }
  }

  private static @Nullable Object apply(char operator, Number left, Number right) {
    return left instanceof Long a && right instanceof Long b
        ? apply(operator, (long) a, (long) b)
        : apply(operator, left.doubleValue(), right.doubleValue());
  }

  /** Nobody knows what a whole number divided by zero is. */
  private static @Nullable Object apply(char operator, long left, long right) {
    return switch (operator) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      default -> right == 0 ? null : (Object) (left / right);
    };
  }

  private static Object apply(char operator, double left, double right) {
    return switch (operator) {
      case '+' -> left + right;
      case '-' -> left - right;
      case '*' -> left * right;
      default -> left / right;
    };
  }
}
