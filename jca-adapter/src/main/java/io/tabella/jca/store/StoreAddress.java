package io.tabella.jca.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is, and how it is worked with. A value: equal addresses share one connection
 * factory and its node. Immutable.
 *
 * @param dataSource the name of the server's data source in the naming service; null to use the
 *     setting {@code url}
 * @param settings of docs/settings.md, as they are written in a URL; those that are missing have
 *     their defaults
 */
public record StoreAddress(@Nullable String dataSource, Map<String, String> settings) {

  static final String URL = "url";

  private static final Pattern SEPARATOR = Pattern.compile("[,\\n]");

  /** An address; the settings are copied. */
  public StoreAddress {
    settings = Map.copyOf(settings);
  }

  /**
   * The address as bean properties say it. Empty texts are as good as none.
   *
   * @param settings {@code name=value} with commas or line breaks between them
   * @throws IllegalArgumentException if the settings are not written so
   */
  public static StoreAddress of(
      @Nullable String url, @Nullable String dataSource, @Nullable String settings) {
    Map<String, String> all = new TreeMap<>();
    SEPARATOR
        .splitAsStream(stripped(settings))
        .map(String::strip)
        .filter(setting -> !setting.isEmpty())
        .forEach(setting -> addTo(all, setting));
    if (!stripped(url).isEmpty()) {
      all.put(URL, stripped(url));
    }
    String name = stripped(dataSource);
    return new StoreAddress(name.isEmpty() ? null : name, all);
  }

  private static void addTo(Map<String, String> all, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "\""
              + setting
              + "\" is no setting: write name=value, with commas between them, as in"
              + " prefetch=100,maxDeliveries=3");
    }
    all.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  /** This one, but for what the other says. Who gives a URL does not mean the data source. */
  public StoreAddress overlaidBy(StoreAddress other) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putAll(other.settings);
    boolean byUrl = other.dataSource == null && other.settings.containsKey(URL);
    String inherited = byUrl ? null : dataSource;
    return new StoreAddress(other.dataSource == null ? inherited : other.dataSource, all);
  }

  /** For logs: where it is, without what may be secret in a URL. */
  @Override
  public String toString() {
    String url = settings.getOrDefault(URL, "the default URL");
    int parameters = Math.max(url.indexOf('?'), url.indexOf(';'));
    return dataSource != null ? dataSource : parameters < 0 ? url : url.substring(0, parameters);
  }
}
