package io.tabella.selector;

import io.tabella.selector.Arithmetic.Chain;
import io.tabella.selector.Arithmetic.Negation;
import io.tabella.selector.Arithmetic.Step;
import io.tabella.selector.Terms.Literal;
import io.tabella.selector.Terms.Property;
import io.tabella.selector.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a tree of a selector's tokens. Used once, by one thread. */
final class Parser {

  private static final int DEEPEST = 200;
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final Set<String> HEADER_FIELDS =
      Set.of(
          "JMSDeliveryMode",
          "JMSPriority",
          "JMSMessageID",
          "JMSTimestamp",
          "JMSCorrelationID",
          "JMSType");

  private final Tokens tokens;
  private final Set<String> identifiers = new HashSet<>();
  private Token token;
  private int depth;

  Parser(Tokens tokens) {
    this.tokens = tokens;
    this.token = tokens.next();
  }

  Set<String> identifiers() {
    return identifiers;
  }

  Expression parse() {
    Expression condition = condition(disjunction(), 0);
    if (token.kind() != Kind.END) {
      throw tokens.failure(
          token.position(), token.shown() + " is too much: an operator is missing before it");
    }
    return condition;
  }

  // Conditions.

  private Expression disjunction() {
    int begin = token.position();
    Expression first = conjunction();
    if (!token.is(Kind.KEYWORD, "OR")) {
      return first;
    }
    List<Expression> conditions = new ArrayList<>(List.of(condition(first, begin)));
    while (skip(Kind.KEYWORD, "OR")) {
      int next = token.position();
      conditions.add(condition(conjunction(), next));
    }
    return new Logic.Or(List.copyOf(conditions));
  }

  private Expression conjunction() {
    int begin = token.position();
    Expression first = negation();
    if (!token.is(Kind.KEYWORD, "AND")) {
      return first;
    }
    List<Expression> conditions = new ArrayList<>(List.of(condition(first, begin)));
    while (skip(Kind.KEYWORD, "AND")) {
      int next = token.position();
      conditions.add(condition(negation(), next));
    }
    return new Logic.And(List.copyOf(conditions));
  }

  private Expression negation() {
    if (!skip(Kind.KEYWORD, "NOT")) {
      return predicate();
    }
    deeper();
    int begin = token.position();
    Expression negated = new Logic.Not(condition(negation(), begin));
    depth--;
    return negated;
  }

  private Expression predicate() {
    int begin = token.position();
    Expression left = sum();
    if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
      return comparison(left, begin);
    }
    if (skip(Kind.KEYWORD, "IS")) {
      return isNull(property(left, begin, "IS NULL"));
    }
    boolean wanted = !token.is(Kind.KEYWORD, "NOT");
    if (!wanted) {
      advance();
    }
    if (skip(Kind.KEYWORD, "BETWEEN")) {
      return between(number(left, begin), wanted);
    }
    if (skip(Kind.KEYWORD, "IN")) {
      return in(property(left, begin, "IN"), wanted);
    }
    if (skip(Kind.KEYWORD, "LIKE")) {
      return like(property(left, begin, "LIKE"), wanted);
    }
    if (!wanted) {
      throw tokens.failure(token.position(), "BETWEEN, IN or LIKE must follow NOT");
    }
    return left;
  }

  private Expression comparison(Expression left, int begin) {
    String operator = token.text();
    advance();
    int next = token.position();
    Expression right = sum();
    if (Comparison.isOrder(operator)) {
      return new Comparison(number(left, begin), operator, number(right, next));
    }
    return new Comparison(left, operator, right);
  }

  private Expression isNull(Property property) {
    boolean wanted = !skip(Kind.KEYWORD, "NOT");
    expect(Kind.KEYWORD, "NULL");
    Expression isNull = new Terms.IsNull(property);
    return wanted ? isNull : new Logic.Not(isNull);
  }

  private Expression between(Expression value, boolean wanted) {
    int low = token.position();
    Expression from = number(sum(), low);
    expect(Kind.KEYWORD, "AND");
    int high = token.position();
    Expression to = number(sum(), high);
    Expression between =
        new Logic.And(List.of(new Comparison(value, ">=", from), new Comparison(value, "<=", to)));
    return wanted ? between : new Logic.Not(between);
  }

  private Expression in(Property property, boolean wanted) {
    Set<String> strings = new HashSet<>();
    expect(Kind.SYMBOL, "(");
    do {
      strings.add(string("IN"));
    } while (skip(Kind.SYMBOL, ","));
    expect(Kind.SYMBOL, ")");
    return new Terms.In(property, Set.copyOf(strings), wanted);
  }

  private Expression like(Property property, boolean wanted) {
    int begin = token.position();
    String pattern = string("LIKE");
    int escape = skip(Kind.KEYWORD, "ESCAPE") ? escape() : -1;
    try {
      return new Terms.Like(property, LikePattern.of(pattern, escape), wanted);
    } catch (IllegalArgumentException e) {
      throw tokens.failure(begin, String.valueOf(e.getMessage()));
    }
  }

  private int escape() {
    int begin = token.position();
    String character = string("ESCAPE");
    if (character.length() != 1) {
      throw tokens.failure(begin, "ESCAPE takes one character between quotes");
    }
    return character.charAt(0);
  }

  private String string(String operator) {
    if (token.kind() != Kind.STRING) {
      throw tokens.failure(
          token.position(), operator + " takes strings between quotes, not " + token.shown());
    }
    String string = token.text();
    advance();
    return string;
  }

  // Numbers.

  private Expression sum() {
    int begin = token.position();
    return chain(product(), begin, "+", "-");
  }

  private Expression product() {
    int begin = token.position();
    return chain(signed(), begin, "*", "/");
  }

  private Expression chain(Expression first, int begin, String one, String other) {
    if (!token.is(Kind.SYMBOL, one) && !token.is(Kind.SYMBOL, other)) {
      return first;
    }
    List<Step> steps = new ArrayList<>();
    Expression start = number(first, begin);
    while (token.is(Kind.SYMBOL, one) || token.is(Kind.SYMBOL, other)) {
      char operator = token.text().charAt(0);
      advance();
      int next = token.position();
      boolean summing = one.equals("+");
      steps.add(new Step(operator, number(summing ? product() : signed(), next)));
    }
    return new Chain(start, List.copyOf(steps));
  }

  private Expression signed() {
    if (skip(Kind.SYMBOL, "+")) {
      deeper();
      int begin = token.position();
      Expression operand = number(signed(), begin);
      depth--;
      return operand;
    }
    if (!skip(Kind.SYMBOL, "-")) {
      return primary();
    }
    if (token.kind() == Kind.EXACT) {
      return exact("-");
    }
    deeper();
    int begin = token.position();
    Expression operand = new Negation(number(signed(), begin));
    depth--;
    return operand;
  }

  private Expression primary() {
    return switch (token.kind()) {
      case EXACT -> exact("");
      case APPROXIMATE -> approximate();
      case STRING -> literal(token.text(), Expression.Kind.STRING);
      case IDENTIFIER -> property();
      case KEYWORD -> truth();
      case SYMBOL -> parenthesized();
      case END -> throw tokens.failure(token.position(), "a value is missing at the end");
    };
  }

  private Expression truth() {
    if (token.text().equals("TRUE") || token.text().equals("FALSE")) {
      return literal(token.text().equals("TRUE"), Expression.Kind.CONDITION);
    }
    throw tokens.failure(token.position(), "a value is missing before " + token.text());
  }

  private Expression parenthesized() {
    if (!skip(Kind.SYMBOL, "(")) {
      throw tokens.failure(token.position(), "a value is missing before " + token.shown());
    }
    deeper();
    Expression inside = disjunction();
    depth--;
    expect(Kind.SYMBOL, ")");
    return inside;
  }

  private Expression exact(String sign) {
    String digits = token.text().replaceAll("[lL]$", "");
    try {
      long number;
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        number = Long.parseUnsignedLong(digits.substring(2), 16) * (sign.isEmpty() ? 1 : -1);
      } else if (digits.length() > 1 && digits.startsWith("0")) {
        number = Long.parseUnsignedLong(digits, 8) * (sign.isEmpty() ? 1 : -1);
      } else {
        number = Long.parseLong(sign + digits);
      }
      return literal(number, Expression.Kind.NUMBER);
    } catch (NumberFormatException e) {
      throw tokens.failure(
          token.position(), token.text() + " is no whole number of at most 64 bits");
    }
  }

  private Expression approximate() {
    return literal(Double.parseDouble(token.text()), Expression.Kind.NUMBER);
  }

  private Expression literal(Object value, Expression.Kind kind) {
    advance();
    return new Literal(value, kind);
  }

  private Property property() {
    String name = token.text();
    boolean reserved =
        name.startsWith("JMS") && !name.startsWith("JMSX") && !name.startsWith("JMS_");
    if (reserved && !HEADER_FIELDS.contains(name)) {
      throw tokens.failure(
          token.position(),
          name
              + " cannot be selected by; of the header fields there are JMSDeliveryMode,"
              + " JMSPriority, JMSMessageID, JMSTimestamp, JMSCorrelationID and JMSType");
    }
    identifiers.add(name);
    advance();
    return new Property(name);
  }

  // Gestures.

  private Expression condition(Expression expression, int position) {
    return checked(expression, Expression.Kind.CONDITION, position, "a condition");
  }

  private Expression number(Expression expression, int position) {
    return checked(expression, Expression.Kind.NUMBER, position, "a number");
  }

  private Expression checked(
      Expression expression, Expression.Kind wanted, int position, String name) {
    if (!expression.kind().mayBe(wanted)) {
      throw tokens.failure(position, name + " must stand here");
    }
    return expression;
  }

  private Property property(Expression expression, int position, String operator) {
    if (expression instanceof Property property) {
      return property;
    }
    throw tokens.failure(position, operator + " is for a header field or property alone");
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw tokens.failure(token.position(), "it is nested more than " + DEEPEST + " times");
    }
  }

  private boolean skip(Kind kind, String text) {
    boolean found = token.is(kind, text);
    if (found) {
      advance();
    }
    return found;
  }

  private void expect(Kind kind, String text) {
    if (!skip(kind, text)) {
      throw tokens.failure(token.position(), text + " must stand here, not " + token.shown());
    }
  }

  private void advance() {
    token = tokens.next();
  }
}
