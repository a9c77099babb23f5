package io.tabella.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/settings.md} the same as {@link Setting}. */
final class SettingsPageTest {

  private static final String WRITE = "tabella.writeDocs";
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  @Test
  void pageSaysWhatTheTableSays() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE)
        .as(
            "write it anew: ./mvnw -pl jms-provider test -Dtest=SettingsPageTest -D"
                + WRITE
                + "=true")
        .hasContent(page());
  }

  private static String page() {
    return """
    <!-- Written by SettingsPageTest from the class Setting: change it there. -->
    # Settings

    Each setting is a bean property of `TabellaConnectionFactory` (`setPrefetch(100)`), and a
    parameter of the JDBC URL with `tabella.` before its name:

        jdbc:mysql://host/db?tabella.prefetch=100&tabella.maxDeliveries=3
        jdbc:postgresql://host/db?tabella.prefetch=100
        jdbc:h2:./file;tabella.prefetch=100

    The driver does not see these parameters. In a query (`?…&…`) values are percent-decoded; behind
    H2's semicolons they are taken as written. The last word wins: a URL's parameters override what
    was set before it, a setter called afterwards overrides them. The first connection freezes all
    settings of a factory. An unknown name and a value out of range are refused at once.

    | name | default | values | what it does |
    |---|---|---|---|
    %s
    """
        .formatted(
            Arrays.stream(Setting.values())
                .map(SettingsPageTest::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(Setting setting) {
    String unit = setting.unit().isEmpty() ? "" : " " + setting.unit();
    String usual = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s%s | %s |"
        .formatted(
            setting.settingName(), usual, setting.range().description(), unit, setting.effect());
  }
}
