package io.tabella.jms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which values a setting takes, as text in a URL and as an object from a setter. */
sealed interface ValueRange {

  /** The value that a text stands for, if it is one of this range. */
  Optional<Object> parse(String text);

  /** Whether an object is one of this range. */
  boolean contains(Object value);

  /** The range as a person would say it. */
  String description();

  /** How a value is written in a URL. */
  default String format(Object value) {
    return value.toString();
  }

  /** Whole numbers between two bounds, both included. */
  record Whole(long lowest, long highest) implements ValueRange {
    @Override
    public Optional<Object> parse(String text) {
      try {
        return Optional.<Object>of(Long.parseLong(text.trim())).filter(this::contains);
      } catch (NumberFormatException notANumber) {
        return Optional.empty();
      }
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Long number && number >= lowest && number <= highest;
    }

    @Override
    public String description() {
      return lowest + " to " + highest;
    }
  }

  /** Numbers between two bounds, both included. */
  record Decimal(double lowest, double highest) implements ValueRange {
    @Override
    public Optional<Object> parse(String text) {
      try {
        return Optional.<Object>of(Double.parseDouble(text.trim())).filter(this::contains);
      } catch (NumberFormatException notANumber) {
        return Optional.empty();
      }
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Double number && number >= lowest && number <= highest;
    }

    @Override
    public String description() {
      return "a number from " + lowest + " to " + highest;
    }
  }

  /** Yes or no. */
  record Flag() implements ValueRange {
    @Override
    public Optional<Object> parse(String text) {
      return switch (text.trim().toLowerCase(Locale.ROOT)) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof Boolean;
    }

    @Override
    public String description() {
      return "true or false";
    }
  }

  /** Text that follows a pattern. */
  record Text(Pattern pattern, String description) implements ValueRange {
    static Text any() {
      return new Text(Pattern.compile("(?s).*"), "any text");
    }

    static Text like(String pattern, String description) {
      return new Text(Pattern.compile(pattern), description);
    }

    @Override
    public Optional<Object> parse(String text) {
      return Optional.<Object>of(text).filter(this::contains);
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof String text && pattern.matcher(text).matches();
    }
  }

  /** Names with commas between them; none is allowed, too. */
  record Names() implements ValueRange {
    @Override
    public Optional<Object> parse(String text) {
      List<String> names =
          Arrays.stream(text.split(",", -1)).map(String::trim).filter(n -> !n.isEmpty()).toList();
      return Optional.of(names);
    }

    @Override
    public boolean contains(Object value) {
      return value instanceof List<?> names
          && names.stream().allMatch(name -> name instanceof String text && !text.isBlank());
    }

    @Override
    public String description() {
      return "names with commas between them";
    }

    @Override
    public String format(Object value) {
      return value instanceof List<?> names
          ? String.join(",", names.stream().map(Object::toString).toList())
          : value.toString();
    }
  }
}
