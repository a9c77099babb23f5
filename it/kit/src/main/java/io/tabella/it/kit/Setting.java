package io.tabella.it.kit;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A setting of the kit: a system property, or else the environment variable of that name. */
final class Setting {

  private Setting() {}

  static Optional<String> of(String name) {
    return present(System.getProperty(name))
        .or(() -> present(System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'))));
  }

  /** An empty value counts as none: build scripts pass on variables that nobody has set. */
  private static Optional<String> present(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
