package io.tabella.samples.quickstart;

import io.tabella.jms.TabellaConnectionFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The arguments of the program. */
final class Options {

  static final String HELP =
      """
      An order service and its workers on Tabella.

        --url URL         the database: jdbc:mysql://host/database, or jdbc:h2:./file
                          (default: jdbc:h2:./tabella-data, a file in this folder)
        --user NAME       its login (default: as in the URL)
        --password TEXT   the password that goes with it
        --role ROLE       all: service and workers, until all orders are handled (default)
                          service: sends orders, and waits until workers elsewhere have handled them
                          worker: handles orders, until Ctrl-C
        --workers N       how many workers, each with a session of its own (default: 2)
        --name NAME       what this JVM and its workers are called (default: worker)
        --verbose         tells about each order
        --help            this text
      """;

  private static final List<String> WITH_VALUE =
      List.of("--url", "--user", "--password", "--role", "--workers", "--name");
  private static final List<String> WITHOUT_VALUE = List.of("--verbose", "--help");

  private final Map<String, String> values;
  private final Role role;
  private final int workers;

  private Options(Map<String, String> values) throws UsageException {
    this.values = values;
    this.role = Role.parse(values.getOrDefault("--role", "all"));
    this.workers = number(values.getOrDefault("--workers", "2"));
  }

  static Options parse(String[] arguments) throws UsageException {
    Map<String, String> values = new HashMap<>();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (WITHOUT_VALUE.contains(argument)) {
        values.put(argument, "");
      } else if (WITH_VALUE.contains(argument)) {
        values.put(argument, value(argument, rest.hasNext() ? rest.next() : null));
      } else {
        throw new UsageException("There is no argument '" + argument + "'.");
      }
    }
    return new Options(values);
  }

  boolean help() {
    return values.containsKey("--help");
  }

  boolean verbose() {
    return values.containsKey("--verbose");
  }

  Role role() {
    return role;
  }

  List<String> workerNames() {
    String name = values.getOrDefault("--name", "worker");
    return IntStream.rangeClosed(1, workers).mapToObj(number -> name + "-" + number).toList();
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
    factory.setNodeName(values.getOrDefault("--name", ""));
    return factory;
  }

  private static String value(String argument, @Nullable String next) throws UsageException {
    if (next == null || next.startsWith("--")) {
      throw new UsageException(argument + " needs a value.");
    }
    return next;
  }

  private static int number(String text) throws UsageException {
    if (!text.matches("[0-9]{1,3}") || text.matches("0+")) {
      throw new UsageException("--workers takes a number from 1 to 999, not '" + text + "'.");
    }
    return Integer.parseInt(text);
  }
}
