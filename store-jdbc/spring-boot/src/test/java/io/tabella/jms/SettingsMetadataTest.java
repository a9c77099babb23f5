package io.tabella.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What editors propose for application.properties is what the settings are. */
final class SettingsMetadataTest {

  private static final String FILE = "META-INF/spring-configuration-metadata.json";

  @Test
  void metadataSaysOfEachSettingWhatTheSettingSays() throws IOException {
    String expected = metadata();
    Path written = Path.of("target", "expected-metadata.json");
    Files.writeString(written, expected);

    assertThat(resource())
        .as("copy %s to src/main/resources/%s", written.toAbsolutePath(), FILE)
        .isEqualTo(expected);
  }

  private static String resource() throws IOException {
    try (var in = SettingsMetadataTest.class.getClassLoader().getResourceAsStream(FILE)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String metadata() {
    String properties =
        Arrays.stream(Setting.values())
            .map(SettingsMetadataTest::property)
            .collect(Collectors.joining(",\n"));
    return """
    {
      "groups": [
        {
          "name": "tabella",
          "type": "io.tabella.jms.TabellaConnectionFactory",
          "sourceType": "io.tabella.spring.TabellaAutoConfiguration"
        }
      ],
      "properties": [
    %s,
        {
          "name": "management.health.tabella.enabled",
          "type": "java.lang.Boolean",
          "description": "Whether the health endpoint asks Tabella's database.",
          "defaultValue": true
        },
        {
          "name": "management.metrics.tabella.enabled",
          "type": "java.lang.Boolean",
          "description": "Whether there are meters of Tabella.",
          "defaultValue": true
        },
        {
          "name": "management.metrics.tabella.backlog",
          "type": "java.lang.Boolean",
          "description": "Whether messages that wait in the database are counted for meters.",
          "defaultValue": true
        },
        {
          "name": "management.metrics.tabella.interval",
          "type": "java.time.Duration",
          "description": "How often they are counted.",
          "defaultValue": "30s"
        }
      ]
    }
    """
        .formatted(properties);
  }

  private static String property(Setting setting) {
    String unit = setting.unit().isEmpty() ? "" : " In " + setting.unit() + ".";
    return """
    {
      "name": "tabella.%s",
      "type": "%s",
      "sourceType": "io.tabella.jms.TabellaConnectionFactory",
      "description": "%s"%s
    }\
    """
        .formatted(
            kebab(setting.settingName()),
            type(setting),
            (setting.effect() + unit).replace("\"", "\\\""),
            defaultValue(setting))
        .indent(4)
        .stripTrailing();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String type(Setting setting) {
    Object value = setting.defaultValue();
    if (setting.range() instanceof ValueRange.Names) {
      return "java.util.List<java.lang.String>";
    }
    return value.getClass().getName();
  }

  /** The starter itself joins an application's data source. */
  private static String defaultValue(Setting setting) {
    String text = setting.defaultText();
    if (text.isEmpty() || setting == Setting.JOIN_TRANSACTIONS || setting == Setting.URL) {
      return "";
    }
    boolean quoted = setting.defaultValue() instanceof String;
    return ",\n  \"defaultValue\": " + (quoted ? "\"" + text + "\"" : text);
  }
}
