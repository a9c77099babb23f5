package io.tabella.destination;

import io.tabella.store.Destinations;
import jakarta.jms.InvalidDestinationException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules for names: what every database can keep and compare to the letter, and what a person
 * can tell apart on a screen.
 */
final class DestinationName {

  private DestinationName() {}

  /** Gives the name back if it obeys the rules. */
  static String checked(@Nullable String name, String kind) throws InvalidDestinationException {
    if (name == null || name.isBlank()) {
      throw new InvalidDestinationException(
          "a " + kind + "'s name must not be " + (name == null ? "null" : "blank"));
    }
    if (name.length() > Destinations.LONGEST_NAME) {
      throw refused(
          kind,
          name.substring(0, 40) + "…",
          "has " + name.length() + " characters; at most " + Destinations.LONGEST_NAME + " fit");
    }
    checkCharacters(name, kind);
    return name;
  }

  private static void checkCharacters(String name, String kind) throws InvalidDestinationException {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        throw refused(
            kind,
            name.replaceAll("\\p{Cntrl}", "?"),
            String.format(
                Locale.ROOT,
                "has the control character U+%04X at position %d",
                (int) name.charAt(i),
                i + 1));
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw refused(kind, name, "is not valid Unicode: it has half of a surrogate pair");
    }
    // Some collations ignore blanks at the end: "orders " would find the rows of "orders".
    if (!name.equals(name.strip())) {
      throw refused(kind, name, "begins or ends with white space");
    }
  }

  private static InvalidDestinationException refused(String kind, String name, String reason) {
    return new InvalidDestinationException(
        "the " + kind + " name \"" + name + "\" cannot be used: it " + reason);
  }
}
