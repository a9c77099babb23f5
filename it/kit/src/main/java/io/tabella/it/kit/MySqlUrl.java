package io.tabella.it.kit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server with the account to use, apart from any database on it.
 *
 * @param address host and port
 * @param query what follows the database's name in a URL: empty, or from the question mark on
 */
record MySqlUrl(String address, String query, String user, String password) {

  private static final Pattern FORM =
      Pattern.compile("jdbc:mysql://(?<address>[^/?]+)(/[^?]*)?(\\?(?<query>.*))?");

  private static final Pattern PARAMETER = Pattern.compile("([^&=]+)=([^&]*)");

  /** Takes a JDBC URL apart; the account in it goes before the one in the settings. */
  static MySqlUrl parse(String url) {
    Matcher matcher = FORM.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "tabella.it.mysql.url must look like jdbc:mysql://host:3306/?user=root&password=...");
    }
    Map<String, String> parameters = parameters(matcher.group("query"));
    String user = account(parameters.remove("user"), "tabella.it.mysql.user", "root");
    String password = account(parameters.remove("password"), "tabella.it.mysql.password", "");
    return new MySqlUrl(matcher.group("address"), query(parameters), user, password);
  }

  /** The URL of a database on the server; of none if the name is empty. */
  String of(String database) {
    return "jdbc:mysql://" + address + "/" + database + query;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    PARAMETER
        .matcher(query == null ? "" : query)
        .results()
        .forEach(found -> parameters.put(found.group(1), found.group(2)));
    return parameters;
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(Entry::toString)
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String account(@Nullable String inUrl, String setting, String otherwise) {
    return inUrl == null
        ? Setting.of(setting).orElse(otherwise)
        : URLDecoder.decode(inUrl, StandardCharsets.UTF_8);
  }
}
