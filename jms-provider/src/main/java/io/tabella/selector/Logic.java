package io.tabella.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions made of conditions, in three-valued logic. */
final class Logic {

  private Logic() {}

  /** False if one is, else unknown if one is. */
  record And(List<Expression> conditions) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public @Nullable Object value(Values values) {
      return firstDecided(conditions, values, Boolean.FALSE);
    }
  }

  /** True if one is, else unknown if one is. */
  record Or(List<Expression> conditions) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public @Nullable Object value(Values values) {
      return firstDecided(conditions, values, Boolean.TRUE);
    }
  }

  /** Unknown if the other is. */
  record Not(Expression condition) implements Expression {
    @Override
    public Kind kind() {
      return Kind.CONDITION;
    }

    @Override
    public @Nullable Object value(Values values) {
      return condition.value(values) instanceof Boolean known ? !known : null;
    }
  }

  /** A value that is no Boolean is unknown as a condition. */
  private static @Nullable Boolean firstDecided(
      List<Expression> conditions, Values values, Boolean deciding) {
    boolean unknown = false;
    for (Expression condition : conditions) {
      Object value = condition.value(values);
      if (deciding.equals(value)) {
        return deciding;
      }
      unknown |= !(value instanceof Boolean);
    }
    return unknown ? null : !deciding;
  }
}
