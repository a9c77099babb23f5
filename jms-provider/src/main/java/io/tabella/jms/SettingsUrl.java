package io.tabella.jms;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A JDBC URL parted into what the driver gets and what is Tabella's: the parameters whose names
 * begin with {@code tabella.}. Two ways of writing parameters are known: H2's {@code
 * ;name=value;name=value}, taken as written, and everybody else's {@code ?name=value&name=value},
 * in percent encoding.
 *
 * @param driverUrl the URL without Tabella's parameters
 * @param settings what they said
 */
record SettingsUrl(String driverUrl, Map<Setting, Object> settings) {

  SettingsUrl {
    settings = Map.copyOf(settings);
  }

  /**
   * Parts a URL.
   *
   * @throws IllegalArgumentException if it is no JDBC URL, or a parameter is unknown, given twice
   *     or out of range
   */
  static SettingsUrl parse(String url) {
    Setting.URL.check(url);
    return url.startsWith("jdbc:h2:") ? parseSemicolons(url) : parseQuery(url);
  }

  private static SettingsUrl parseSemicolons(String url) {
    // H2 allows a semicolon inside a value if a backslash stands before it.
    List<String> parts = List.of(url.split("(?<!\\\\);", -1));
    Parameters parameters = Parameters.of(parts.subList(1, parts.size()), UnaryOperator.identity());
    List<String> kept = new ArrayList<>(List.of(parts.get(0)));
    kept.addAll(parameters.others());
    return new SettingsUrl(String.join(";", kept), parameters.settings());
  }

  private static SettingsUrl parseQuery(String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return new SettingsUrl(url, Map.of());
    }
    int hash = url.indexOf('#', question);
    int end = hash < 0 ? url.length() : hash;
    List<String> parts = List.of(url.substring(question + 1, end).split("&", -1));
    Parameters parameters = Parameters.of(parts, SettingsUrl::decode);
    String query = String.join("&", parameters.others());
    String base = url.substring(0, question) + (query.isEmpty() ? "" : "?" + query);
    return new SettingsUrl(base + url.substring(end), parameters.settings());
  }

  private static String decode(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private record Parameters(Map<Setting, Object> settings, List<String> others) {

    static Parameters of(List<String> parts, UnaryOperator<String> decoding) {
      Map<Setting, Object> settings = new LinkedHashMap<>();
      List<String> others = new ArrayList<>();
      for (String part : parts) {
        if (part.startsWith(Setting.URL_PREFIX)) {
          addSetting(part.substring(Setting.URL_PREFIX.length()), decoding, settings);
        } else {
          others.add(part);
        }
      }
      return new Parameters(settings, others);
    }

    private static void addSetting(
        String part, UnaryOperator<String> decoding, Map<Setting, Object> settings) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String text = equals < 0 ? "" : decoding.apply(part.substring(equals + 1));
      Setting setting = Setting.ofParameter(name);
      if (settings.put(setting, setting.parse(text)) != null) {
        throw new IllegalArgumentException(
            "Setting " + name + " stands twice in the URL; keep one of them.");
      }
    }
  }
}
