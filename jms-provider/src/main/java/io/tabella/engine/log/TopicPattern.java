package io.tabella.engine.log;

import io.tabella.engine.lease.TemporaryNames;
import java.util.Arrays;
import java.util.List;

/**
 * The names that a subscription reads: one, or all that fit. Names have parts between points;
 * {@code *} stands for one part, {@code >} at the end for one or more. Immutable.
 */
public final class TopicPattern {

  private static final String ONE = "*";
  private static final String REST = ">";

  private final String text;
  private final List<String> parts;
  private final boolean wildcard;

  private TopicPattern(String text) {
    this.text = text;
    this.parts = partsOf(text);
    this.wildcard = parts.contains(ONE) || parts.contains(REST);
  }

  /** Any text: without such parts it stands for itself. */
  public static TopicPattern of(String text) {
    return new TopicPattern(text);
  }

  /** Whether several names may fit. */
  public boolean isWildcard() {
    return wildcard;
  }

  /** Whether {@code >} stands somewhere else than at the end, so that no name fits. */
  public boolean isMisplaced() {
    return parts.indexOf(REST) >= 0 && parts.indexOf(REST) < parts.size() - 1;
  }

  /** Whether a topic's name fits; no temporary topic's fits a pattern. */
  public boolean matches(String name) {
    if (!wildcard) {
      return text.equals(name);
    }
    if (TemporaryNames.isTemporary(name)) {
      return false;
    }
    List<String> names = partsOf(name);
    int last = parts.size() - 1;
    boolean open = parts.get(last).equals(REST);
    if (open ? names.size() <= last : names.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < (open ? last : parts.size()); i++) {
      if (!parts.get(i).equals(ONE) && !parts.get(i).equals(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> partsOf(String name) {
    return Arrays.asList(name.split("\\.", -1));
  }

  @Override
  public String toString() {
    return text;
  }
}
