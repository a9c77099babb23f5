package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.report.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The program: measures, prints, and writes {@code target/benchmark.md}. */
public final class Benchmark {

  private static final int WRONG_USE = 2;

  private Benchmark() {}

  /** {@code --help} tells the arguments. */
  public static void main(String[] arguments) throws Exception {
    Options options = parse(arguments);
    if (options.isHelp()) {
      System.out.print(Options.help());
      return;
    }
    String text = measure(options);
    System.out.print(text);
    Path file = Files.createDirectories(folder()).resolve("benchmark.md");
    Files.writeString(file, text);
    System.err.println("This is in " + file.toAbsolutePath() + ", too.");
  }

  /** Measures all that is asked for; returns it in Markdown. */
  static String measure(Options options) throws Exception {
    StringBuilder text = new StringBuilder("# Tabella beside plain JDBC\n\n");
    text.append(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "; " + Machine.description());
    text.append(".\nMessages of 1 KiB, persistent, every commit flushed. Medians of ");
    text.append(options.effort().rounds() + " rounds, in turn with plain JDBC; backlog ");
    text.append(options.effort().scale().backlog() + ".\n\n");
    Progress progress = new Progress(options.products().size() * Suite.steps(options));
    for (Product product : options.products()) {
      try (Server server = product.start(options.url())) {
        text.append(new Suite(options, server, server.forPlainJdbc(), progress).run());
      }
    }
    progress.end();
    return text.toString();
  }

  private static Options parse(String[] arguments) {
    try {
      return Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.help());
      System.exit(WRONG_USE);
      throw e;
    }
  }

  /** The script tells the module's folder. */
  private static Path folder() {
    return Path.of(System.getProperty("basedir", "."), "target");
  }
}
