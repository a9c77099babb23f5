package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.jms.JmsCase;
import io.tabella.it.benchmarks.jms.Scale;
import io.tabella.it.benchmarks.measure.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The arguments of the program. Changed only while they are read. */
final class Options {

  /** The memory of a node while messages wait, beside the JMS cases. */
  static final String MEMORY = "memory";

  /** A topic whose subscriber stays away, beside the JMS cases. */
  static final String BACKLOG = "topic-backlog";

  /** What a queue's features cost, beside the JMS cases. */
  static final String FEATURES = "features";

  /** Messages in the transactions of rows, beside the JMS cases. */
  static final String JOINED = "joined";

  /** Topics with many subscribers, beside the JMS cases. */
  static final String TOPICS = "topics";

  private static final Effort FULL =
      new Effort(
          3,
          new Pace(Duration.ofMillis(300), Duration.ofMillis(1_200)),
          new Scale(new Pace(Duration.ofSeconds(2), Duration.ofSeconds(4)), 50_000),
          100_000);

  private static final Effort QUICK =
      new Effort(
          1,
          new Pace(Duration.ofMillis(50), Duration.ofMillis(100)),
          new Scale(new Pace(Duration.ofMillis(200), Duration.ofMillis(300)), 1_000),
          1_000);

  private final List<Product> products = new ArrayList<>(List.of(Product.values()));
  private final List<String> cases = new ArrayList<>(allCases());
  private Optional<String> url = Optional.empty();
  private Effort effort = FULL;
  private boolean help;

  /**
   * How long the benchmark takes.
   *
   * @param rounds each case and its ceiling in turn
   * @param search for each setup of plain JDBC, when the best is searched for
   * @param scale of the cases
   * @param memoryStep messages between two looks at the heap; three steps wait in the end
   */
  record Effort(int rounds, Pace search, Scale scale, int memoryStep) {}

  private Options() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one is wrong; the message says which
   */
  static Options parse(String... arguments) {
    Options options = new Options();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      options.read(rest.next(), rest);
    }
    return options;
  }

  static String help() {
    return """
    Measures Tabella and, in turn, plain JDBC that writes the same rows.

      it/benchmarks/run [arguments]

      --only h2|mysql   one database (default: both)
      --cases A,B       some of: %s
      --quick           a glance, to see that it works
      --url URL         a MySQL server that runs (jdbc:mysql://host:3306/?user=root&password=...),
                        instead of one that is started; the user has to be allowed to create a database
      --help            this text
    """
        .formatted(String.join(", ", allCases()));
  }

  boolean isHelp() {
    return help;
  }

  List<Product> products() {
    return products;
  }

  List<JmsCase> jmsCases() {
    return JmsCase.all().stream().filter(known -> cases.contains(known.id())).toList();
  }

  boolean topics() {
    return cases.contains(TOPICS);
  }

  boolean features() {
    return cases.contains(FEATURES);
  }

  boolean joined() {
    return cases.contains(JOINED);
  }

  boolean backlog() {
    return cases.contains(BACKLOG);
  }

  boolean memory() {
    return cases.contains(MEMORY);
  }

  Optional<String> url() {
    return url;
  }

  Effort effort() {
    return effort;
  }

  private void read(String argument, Iterator<String> rest) {
    switch (argument) {
      case "--only" -> products.retainAll(List.of(product(value(argument, rest))));
      case "--cases" -> cases.retainAll(known(value(argument, rest)));
      case "--quick" -> effort = QUICK;
      case "--url" -> url = Optional.of(value(argument, rest));
      case "--help" -> help = true;
      default -> throw new IllegalArgumentException("There is no argument " + argument);
    }
  }

  private static String value(String argument, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(argument + " needs a value");
    }
    return rest.next();
  }

  private static Product product(String text) {
    return Arrays.stream(Product.values())
        .filter(product -> product.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--only takes h2 or mysql, not " + text));
  }

  private static List<String> known(String text) {
    List<String> named = Arrays.asList(text.split(",", -1));
    named.stream()
        .filter(name -> !allCases().contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("There is no case " + name);
            });
    return named;
  }

  private static List<String> allCases() {
    return Stream.concat(
            JmsCase.all().stream().map(JmsCase::id),
            Stream.of(FEATURES, JOINED, TOPICS, BACKLOG, MEMORY))
        .toList();
  }
}
