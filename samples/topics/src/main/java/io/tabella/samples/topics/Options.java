package io.tabella.samples.topics;

import io.tabella.jms.TabellaConnectionFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The arguments of the program. */
final class Options {

  static final String HELP =
      """
      A price feed and its subscribers on Tabella.

        --url URL         the database: jdbc:mysql://host/database, or jdbc:h2:./file
                          (default: jdbc:h2:./tabella-data, a file in this folder)
        --user NAME       its login (default: as in the URL)
        --password TEXT   the password that goes with it
        --role ROLE       all: subscribers, feed, then a late subscriber (default)
                          feed: publishes prices
                          board: a durable subscriber of all prices, until it has --prices
                          traders: two that share a subscription of great changes, until the last
                          late: a subscriber that begins with the oldest price that is kept
        --prices N        how many prices (default: 2000)
        --name NAME       what this JVM is called (default: the role)
        --help            this text
      """;

  private static final List<String> ROLES = List.of("all", "feed", "board", "traders", "late");
  private static final List<String> WITH_VALUE =
      List.of("--url", "--user", "--password", "--role", "--prices", "--name");

  private final Map<String, String> values = new HashMap<>();

  static Options parse(String[] arguments) throws UsageException {
    Options options = new Options();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      options.read(rest.next(), rest);
    }
    if (!ROLES.contains(options.role())) {
      throw new UsageException(
          "--role takes " + String.join(", ", ROLES) + ", not '" + options.role() + "'.");
    }
    if (!options.text("--prices", "2000").matches("[1-9][0-9]{0,8}")) {
      throw new UsageException("--prices takes a number from 1.");
    }
    return options;
  }

  private void read(String argument, Iterator<String> rest) throws UsageException {
    if (argument.equals("--help")) {
      values.put(argument, "");
    } else if (!WITH_VALUE.contains(argument)) {
      throw new UsageException("There is no argument '" + argument + "'.");
    } else if (!rest.hasNext()) {
      throw new UsageException(argument + " needs a value.");
    } else {
      values.put(argument, rest.next());
    }
  }

  boolean help() {
    return values.containsKey("--help");
  }

  String role() {
    return text("--role", "all");
  }

  int prices() {
    return Integer.parseInt(text("--prices", "2000"));
  }

  String name() {
    return text("--name", role());
  }

  private String text(String argument, String otherwise) {
    return values.getOrDefault(argument, otherwise);
  }

  /** The factory for the database that these options name. */
  TabellaConnectionFactory factory() {
    String url = values.get("--url");
    TabellaConnectionFactory factory =
        url == null ? new TabellaConnectionFactory() : new TabellaConnectionFactory(url);
    String user = values.get("--user");
    if (user != null) {
      factory.setUser(user);
    }
    String password = values.get("--password");
    if (password != null) {
      factory.setPassword(password);
    }
    factory.setNodeName(name());
    return factory;
  }
}
