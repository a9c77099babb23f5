package io.tabella.message;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which names an application may give its properties: those that a selector can refer to. Jakarta
 * Messaging 3.1, 3.5.1 and 3.8.1.1.
 */
final class PropertyNames {

  private static final int LONGEST_RESERVED = "BETWEEN".length();

  private static final Set<String> RESERVED =
      Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

  private static final Set<String> HEADER_FIELDS =
      Set.of(
          "JMSDestination",
          "JMSDeliveryMode",
          "JMSExpiration",
          "JMSDeliveryTime",
          "JMSPriority",
          "JMSMessageID",
          "JMSTimestamp",
          "JMSCorrelationID",
          "JMSReplyTo",
          "JMSType",
          "JMSRedelivered");

  private PropertyNames() {}

  /** Gives the name back, or throws an {@link IllegalArgumentException} that says what is wrong. */
  static String checked(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "a property's name must not be " + (name == null ? "null" : "empty"));
    }
    if (!isIdentifier(name)) {
      throw refused(name, "it is not a Java identifier, and no selector could refer to it");
    }
    // Keywords of selectors are case-insensitive.
    if (name.length() <= LONGEST_RESERVED && RESERVED.contains(name.toUpperCase(Locale.ROOT))) {
      throw refused(name, "it is a word of the selector language");
    }
    if (HEADER_FIELDS.contains(name)) {
      throw refused(name, "it is a header field, which has a method of its own");
    }
    return name;
  }

  private static boolean isIdentifier(String name) {
    if (!Character.isJavaIdentifierStart(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      if (!Character.isJavaIdentifierPart(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException refused(String name, String reason) {
    return new IllegalArgumentException(
        "a property cannot have the name \"" + name + "\": " + reason);
  }
}
