package io.tabella.it.shop;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that is like the sample's, with its very scripts and what the build has put into {@code
 * target/deploy}, and with the servers unpacked. What runs in it writes to a log beside it.
 */
final class Workplace {

  private static final long LIMIT_SECONDS = 240;

  private final Path folder;
  private final File log;
  private final Map<String, String> environment = new HashMap<>();

  private Workplace(Path folder, String name) {
    this.folder = folder;
    this.log = folder.resolveSibling(name + ".log").toFile();
  }

  /** The one that the build has prepared; the name is that of its log. */
  static Workplace named(String name) throws IOException {
    Path sample = sample();
    Path copy = Path.of(System.getProperty("sample.copy", ""));
    for (String part : new String[] {"wildfly.cli", "payara", "target/deploy"}) {
      if (!Files.exists(copy.resolve(part))) {
        Files.createSymbolicLink(copy.resolve(part), sample.resolve(part));
      }
    }
    Workplace workplace = new Workplace(copy, name);
    Files.deleteIfExists(workplace.log.toPath());
    workplace.set("JAVA_HOME", System.getProperty("java.home"));
    workplace.set("TERM", "dumb");
    return workplace;
  }

  /** Where the README and the scripts are. */
  static Path sample() throws IOException {
    return Path.of(System.getProperty("sample.folder", "")).toRealPath();
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** Runs a command to its end, which has to be a good one. */
  void run(String command) throws IOException, InterruptedException {
    Process process = start(command);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      end(process);
      throw new AssertionError("Not within " + LIMIT_SECONDS + " s: " + command + "; " + log);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + Files.readString(log.toPath()));
    }
  }

  /** Starts a command, and returns while it runs. */
  Process start(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** As Ctrl-C does: the signal goes to all that the command has started. Returns at their end. */
  static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(one -> one.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join());
  }

  Path folder() {
    return folder;
  }
}
