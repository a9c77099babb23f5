package io.tabella.selector;

import java.util.Set;

/** A condition on a message's header fields and properties. Immutable, for all threads. */
public final class Selector {

  private final String text;
  private final Expression condition;
  private final Set<String> identifiers;

  private Selector(String text, Expression condition, Set<String> identifiers) {
    this.text = text;
    this.condition = condition;
    this.identifiers = identifiers;
  }

  /**
   * Reads a selector.
   *
   * @throws SelectorException if it is none
   */
  public static Selector parse(String text) {
    Parser parser = new Parser(new Tokens(text));
    Expression condition = parser.parse();
    return new Selector(text, condition, Set.copyOf(parser.identifiers()));
  }

  /** Whether the condition is true for a message; not if it is false or unknown. */
  public boolean matches(Values values) {
    return Boolean.TRUE.equals(condition.value(values));
  }

  /** The header fields and properties that it asks for. */
  public Set<String> identifiers() {
    return identifiers;
  }

  /** As it was given. */
  @Override
  public String toString() {
    return text;
  }
}
