package io.tabella.it.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A JVM of its own on this JVM's class path, to be spoken to in lines, killed and paused. Any
 * thread may use it. It cannot outlive this JVM, not even paused. What it prints, on both streams,
 * goes to a log file below {@code target/} whose end is in the message of each failure.
 */
public final class NodeProcess implements AutoCloseable {

  private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);

  private final String name;
  private final LogFile log;
  private final GuardedProcess process;
  private final PrintedLines printed = new PrintedLines();
  private final Thread reader;

  private NodeProcess(String name, LogFile log, GuardedProcess process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.reader = new Thread(this::read, "read-" + name);
  }

  static NodeProcess start(NodeCommand command) {
    String name = WorkFolder.freshName(command.name());
    LogFile log = new LogFile(WorkFolder.of("nodes").resolve(name + ".log"));
    ProcessBuilder builder = new ProcessBuilder(commandLine(command));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.directory(command.folder().toAbsolutePath().toFile());
    builder.redirectError(Redirect.appendTo(log.path().toFile()));
    NodeProcess node = new NodeProcess(name, log, GuardedProcess.start(builder));
    node.reader.setDaemon(true);
    node.reader.start();
    return node;
  }

  private static List<String> commandLine(NodeCommand command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx" + command.heapMegabytes() + "m");
    line.addAll(command.jvmOptions());
    line.addAll(command.program());
    line.addAll(command.arguments());
    return line;
  }

  /** The number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended; a paused one is alive. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed on its standard output until now. */
  public List<String> lines() {
    return printed.soFar();
  }

  /** What it has printed on both streams until now, for looking into its complaints. */
  public String log() {
    return log.text();
  }

  /**
   * Waits for a line on its standard output. Each call goes on behind the line that the call before
   * returned, so the same text can be waited for twice; to look back there is {@link #lines()}.
   *
   * @return the first such line
   * @throws AssertionError if its output ends or the time is up without one
   */
  public String awaitLine(Predicate<String> wanted, Duration limit) throws InterruptedException {
    String line = printed.await(wanted, limit);
    if (line == null) {
      awaitExitIfOutputEnded();
      throw failure("did not print the line that was waited for (limit " + limit + ")");
    }
    return line;
  }

  /**
   * Writes a line to its standard input.
   *
   * @throws AssertionError if it does not read any more
   */
  public void send(String line) {
    try {
      process.send(line);
    } catch (IOException e) {
      AssertionError failure = failure("cannot be sent the line '" + line + "'");
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Ends it at once with SIGKILL; returns when it is gone and all that it printed is in {@link
   * #lines()}. Does nothing more if it has ended.
   */
  public void kill() {
    process.kill();
    awaitOutput();
  }

  /** Asks it to end with SIGTERM, so its shutdown hooks run; returns at once. */
  public void terminate() {
    process.terminate();
  }

  /** Makes it stand still with SIGSTOP; returns when it does. */
  public void pause() {
    process.pause();
  }

  /** Lets it go on with SIGCONT. */
  public void resume() {
    process.resume();
  }

  /**
   * Waits for its end; all that it printed is in {@link #lines()} then.
   *
   * @return its exit code; 128 + 9 for one that was killed
   * @throws AssertionError if it has not ended when the time is up
   */
  public int waitForExit(Duration limit) {
    if (!process.waitForExit(limit)) {
      throw failure("has not ended (limit " + limit + ")");
    }
    awaitOutput();
    return process.exitCode();
  }

  /** Kills it if it has not ended. */
  @Override
  public void close() {
    kill();
  }

  /** What it printed last may still be on its way to us when it has ended. */
  private void awaitOutput() {
    try {
      reader.join(LAST_MOMENTS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The log keeps both streams together, in the order in which they came. */
  private void read() {
    try (BufferedReader output =
            new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8));
        PrintStream logged = openLog()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        logged.println(line);
        printed.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The output of " + name + " cannot be read", e);
    } finally {
      printed.end();
    }
  }

  private PrintStream openLog() throws IOException {
    OutputStream file =
        Files.newOutputStream(log.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new PrintStream(file, true, StandardCharsets.UTF_8);
  }

  /** The output ends a moment before the process, whose exit code should be told. */
  private void awaitExitIfOutputEnded() {
    if (printed.haveEnded()) {
      process.waitForExit(LAST_MOMENTS);
    }
  }

  private AssertionError failure(String what) {
    String state = process.isAlive() ? "alive" : "ended with exit code " + process.exitCode();
    return new AssertionError(
        "Node " + name + " (process " + pid() + ", " + state + ") " + what + ". " + log.tail());
  }
}
