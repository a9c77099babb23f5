package io.tabella.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Random conditions, written as selectors and evaluated straight from the tables of Jakarta
 * Messaging 3.1, 3.8: shares no line with the parser and the evaluation that it checks.
 */
final class ReferenceSelector {

  private static final String[] NUMBERS = {"i", "j", "x", "missing"};
  private static final String[] STRINGS = {"s", "t", "gone"};
  private static final String[] FLAGS = {"b", "c", "away"};
  private static final String[] WORDS = {"", "a", "ab", "a%b", "a_b", "it's", "Ärger", "100%", "b"};
  private static final String[] PATTERNS = {
    "%", "a%", "_b", "a\\%b", "%b%", "", "a_b", "\\_%", "ab"
  };

  /** A condition or an operand, and how it is written. */
  record Part<V>(Meaning<V> meaning, Function<Writing, String> writer) {

    @Nullable V value(Map<String, Object> properties) {
      return meaning.of(properties);
    }

    String text(Writing writing) {
      return writer.apply(writing);
    }
  }

  /** Its value; null where it is unknown. */
  interface Meaning<V> {
    @Nullable V of(Map<String, Object> properties);
  }

  /** Chooses among what means the same. */
  record Writing(Random random) {
    String word(String keyword) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < keyword.length(); i++) {
        char c = keyword.charAt(i);
        word.append(random.nextBoolean() ? Character.toLowerCase(c) : c);
      }
      return space() + word + space();
    }

    String space() {
      return new String[] {" ", "  ", "\n", "\t "}[random.nextInt(4)];
    }

    String nested(String text) {
      String gap = random.nextBoolean() ? " " : "";
      return "(" + gap + text + gap + ")";
    }
  }

  private final Random random;

  ReferenceSelector(Random random) {
    this.random = random;
  }

  Part<Boolean> condition(int depth) {
    int choice = random.nextInt(depth <= 0 ? 6 : 9);
    return switch (choice) {
      case 0, 1 -> numbersCompared(depth);
      case 2 -> othersCompared();
      case 3 -> between(depth);
      case 4 -> in();
      case 5 -> random.nextBoolean() ? like() : isNull();
      case 6 -> not(condition(depth - 1));
      default -> joined(random.nextBoolean(), condition(depth - 1), condition(depth - 1));
    };
  }

  // Conditions of conditions: the truth tables 3-4 to 3-6.

  private static Part<Boolean> not(Part<Boolean> inner) {
    return new Part<>(
        p -> {
          Boolean value = inner.value(p);
          return value == null ? null : !value;
        },
        w -> w.word("NOT") + w.nested(inner.text(w)));
  }

  private static Part<Boolean> joined(boolean and, Part<Boolean> left, Part<Boolean> right) {
    return new Part<>(
        p -> and ? and(left.value(p), right.value(p)) : or(left.value(p), right.value(p)),
        w -> w.nested(left.text(w)) + w.word(and ? "AND" : "OR") + w.nested(right.text(w)));
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return (a == null || b == null) ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean or(@Nullable Boolean a, @Nullable Boolean b) {
    if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) {
      return true;
    }
    return (a == null || b == null) ? null : Boolean.FALSE;
  }

  // Comparisons.

  private Part<Boolean> numbersCompared(int depth) {
    Part<Object> left = number(depth);
    Part<Object> right = number(depth);
    String operator = new String[] {"=", "<>", "<", "<=", ">", ">="}[random.nextInt(6)];
    return new Part<>(
        p -> compared(left.value(p), operator, right.value(p)),
        w -> left.text(w) + w.space() + operator + w.space() + right.text(w));
  }

  private static @Nullable Boolean compared(
      @Nullable Object left, String operator, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    double a = ((Number) left).doubleValue();
    double b = ((Number) right).doubleValue();
    // As numbers, not as Double.compare: minus zero is zero.
    int order = a < b ? -1 : (a > b ? 1 : 0);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** Strings, booleans, and what is not of one kind: equal, unequal, or false. */
  private Part<Boolean> othersCompared() {
    Part<Object> left = random.nextBoolean() ? string() : flag();
    Part<Object> right = random.nextBoolean() ? string() : flag();
    boolean equal = random.nextBoolean();
    return new Part<>(
        p -> {
          Object a = left.value(p);
          Object b = right.value(p);
          if (a == null || b == null) {
            return null;
          }
          return a.getClass() == b.getClass() && a.equals(b) == equal;
        },
        w -> left.text(w) + w.space() + (equal ? "=" : "<>") + w.space() + right.text(w));
  }

  private Part<Boolean> between(int depth) {
    Part<Object> value = number(depth);
    Part<Object> low = number(0);
    Part<Object> high = number(0);
    boolean wanted = random.nextBoolean();
    Part<Boolean> inside =
        new Part<>(
            p ->
                and(
                    compared(value.value(p), ">=", low.value(p)),
                    compared(value.value(p), "<=", high.value(p))),
            w ->
                value.text(w)
                    + (wanted ? "" : w.word("NOT"))
                    + w.word("BETWEEN")
                    + low.text(w)
                    + w.word("AND")
                    + high.text(w));
    return wanted ? inside : new Part<>(p -> not(inside).value(p), inside::text);
  }

  private Part<Boolean> in() {
    String name = any(STRINGS);
    List<String> words = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      words.add(any(WORDS));
    }
    boolean wanted = random.nextBoolean();
    return new Part<>(
        p -> p.get(name) == null ? null : words.contains(p.get(name)) == wanted,
        w ->
            name
                + (wanted ? "" : w.word("NOT"))
                + w.word("IN")
                + w.nested(
                    String.join(" , ", words.stream().map(ReferenceSelector::quoted).toList())));
  }

  private Part<Boolean> like() {
    String name = any(STRINGS);
    String pattern = any(PATTERNS);
    boolean wanted = random.nextBoolean();
    return new Part<>(
        p -> p.get(name) == null ? null : isLike((String) p.get(name), pattern, 0, 0) == wanted,
        w ->
            name
                + (wanted ? "" : w.word("NOT"))
                + w.word("LIKE")
                + quoted(pattern)
                + w.word("ESCAPE")
                + "'\\'");
  }

  private static boolean isLike(String text, String pattern, int t, int p) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    char c = pattern.charAt(p);
    if (c == '%') {
      return isLike(text, pattern, t, p + 1)
          || (t < text.length() && isLike(text, pattern, t + 1, p));
    }
    if (t == text.length()) {
      return false;
    }
    if (c == '_') {
      return isLike(text, pattern, t + 1, p + 1);
    }
    int literal = c == '\\' ? p + 1 : p;
    return text.charAt(t) == pattern.charAt(literal) && isLike(text, pattern, t + 1, literal + 1);
  }

  private Part<Boolean> isNull() {
    String name = any(random.nextBoolean() ? NUMBERS : STRINGS);
    boolean wanted = random.nextBoolean();
    return new Part<>(
        p -> (p.get(name) == null) == wanted,
        w -> name + w.word("IS") + (wanted ? "" : w.word("NOT")) + w.word("NULL"));
  }

  // Operands.

  private Part<Object> number(int depth) {
    return switch (random.nextInt(depth <= 0 ? 3 : 5)) {
      case 0 -> property(any(NUMBERS));
      case 1 -> {
        long value = random.nextInt(20);
        yield new Part<>(p -> value, w -> Long.toString(value));
      }
      case 2 -> {
        double value = random.nextInt(80) / 4.0;
        yield new Part<>(p -> value, w -> Double.toString(value));
      }
      case 3 -> negated(number(depth - 1));
      default -> calculated(number(depth - 1), "+-*".charAt(random.nextInt(3)), number(depth - 1));
    };
  }

  private static Part<Object> property(String name) {
    return new Part<>(p -> p.get(name), w -> name);
  }

  private static Part<Object> negated(Part<Object> inner) {
    return new Part<>(
        p -> {
          Object value = inner.value(p);
          return value instanceof Long whole
              ? (Object) (-whole)
              : value == null ? null : (Object) (-(Double) value);
        },
        w -> "-" + w.nested(inner.text(w)));
  }

  private static Part<Object> calculated(Part<Object> left, char operator, Part<Object> right) {
    return new Part<>(
        p -> calculated(left.value(p), operator, right.value(p)),
        w -> w.nested(left.text(w)) + w.space() + operator + w.space() + w.nested(right.text(w)));
  }

  private static @Nullable Object calculated(
      @Nullable Object left, char operator, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Long a && right instanceof Long b) {
      return operator == '+' ? a + b : operator == '-' ? a - b : a * b;
    }
    double a = ((Number) left).doubleValue();
    double b = ((Number) right).doubleValue();
    return operator == '+' ? a + b : operator == '-' ? a - b : a * b;
  }

  private Part<Object> string() {
    if (random.nextBoolean()) {
      return property(any(STRINGS));
    }
    String word = any(WORDS);
    return new Part<>(p -> word, w -> quoted(word));
  }

  private Part<Object> flag() {
    if (random.nextBoolean()) {
      return property(any(FLAGS));
    }
    boolean value = random.nextBoolean();
    return new Part<>(p -> value, w -> w.word(value ? "TRUE" : "FALSE"));
  }

  /** Values for the names that conditions ask for; some are missing. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new java.util.HashMap<>();
    properties.put("i", (long) random.nextInt(20));
    properties.put("x", random.nextInt(80) / 4.0);
    properties.put("s", any(WORDS));
    properties.put("b", random.nextBoolean());
    if (random.nextBoolean()) {
      properties.put("j", (long) random.nextInt(20));
      properties.put("t", any(WORDS));
      properties.put("c", random.nextBoolean());
    }
    return properties;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "''") + "'";
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
