package io.tabella.it.kit;

import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server of the kit's own, with its data below {@code target/} and a port of its own on
 * 127.0.0.1, both for as long as it is not closed. It is for the one thread that starts it, other
 * than {@link #server()}. It cannot outlive this JVM.
 */
public final class MySqlInstance implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(20);

  private final MySqlFiles files;
  private final MySqlServer server;
  private final List<String> command;
  private GuardedProcess process;

  private MySqlInstance(MySqlFiles files, int port, MySqlOptions options) {
    this.files = files;
    this.server = new MySqlServer(MySqlUrl.parse(url(port)));
    this.command = command(files, port, options);
    this.process = launch();
  }

  static MySqlInstance start(MySqlOptions options) {
    MySqlFiles files = MySqlFiles.create(MySqlDistribution.home());
    MySqlInstance instance = new MySqlInstance(files, FreePort.find(), options);
    try {
      instance.awaitReady();
      return instance;
    } catch (IllegalStateException e) {
      instance.close();
      throw e;
    }
  }

  /** What to connect to; it stays the same over restarts. */
  public MySqlServer server() {
    return server;
  }

  /** The number of the process that runs now or ran last. */
  public long pid() {
    return process.pid();
  }

  /** Shuts it down in order (SIGTERM); returns when it is gone. */
  public void stop() {
    process.terminate();
    if (!process.waitForExit(STOP_LIMIT)) {
      throw failure("does not stop within " + STOP_LIMIT);
    }
  }

  /** Ends it at once (SIGKILL), as a crash would; returns when it is gone. */
  public void kill() {
    process.kill();
  }

  /** Makes it stand still (SIGSTOP): connections stay open and nothing answers. */
  public void pause() {
    process.pause();
  }

  /** Lets it go on (SIGCONT). */
  public void resume() {
    process.resume();
  }

  /**
   * Starts it again on the same port and data; stops it first if it runs. Returns when it can be
   * connected to.
   */
  public void restart() {
    stop();
    process = launch();
    awaitReady();
  }

  /** Ends it and removes its data; the log stays. */
  @Override
  public void close() {
    process.kill();
    files.delete();
  }

  private GuardedProcess launch() {
    return GuardedProcess.start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(files.log().path().toFile())));
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    for (SQLException refusal = refusal(); refusal != null; refusal = refusal()) {
      if (process.waitForExit(PROBE_INTERVAL)) {
        throw failure("ended before it could be connected to");
      }
      if (System.nanoTime() > deadline) {
        throw failure("cannot be connected to within " + START_LIMIT + " (" + refusal + ")");
      }
    }
  }

  private @Nullable SQLException refusal() {
    try (Connection connection = server.connect()) {
      return connection.isValid(1) ? null : new SQLException("connection is not valid");
    } catch (SQLException e) {
      return e;
    }
  }

  private IllegalStateException failure(String what) {
    String state = process.isAlive() ? "alive" : "ended with exit code " + process.exitCode();
    return new IllegalStateException(
        "MySQL (process " + pid() + ", " + state + ") " + what + ". " + files.log().tail());
  }

  /** Without TLS, and with the password exchange that then is needed. */
  private static String url(int port) {
    return "jdbc:mysql://127.0.0.1:" + port + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  private static List<String> command(MySqlFiles files, int port, MySqlOptions options) {
    List<String> command = new ArrayList<>(MySqlDistribution.mysqld(files.home(), files.data()));
    command.add("--bind-address=127.0.0.1");
    command.add("--port=" + port);
    command.add("--socket=" + files.runtime().resolve("socket"));
    command.add("--pid-file=" + files.runtime().resolve("pid"));
    command.add("--mysqlx=OFF");
    command.add("--max-connections=500");
    command.add("--innodb-buffer-pool-size=" + options.bufferPoolMegabytes() + "M");
    command.addAll(options.arguments());
    return command;
  }
}
