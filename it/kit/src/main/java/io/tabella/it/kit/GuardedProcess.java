package io.tabella.it.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that cannot outlive this JVM, with the signals a test sends it. Any thread may. */
final class GuardedProcess {

  /**
   * The shell becomes the program (same process number) only when told so, and ends if we die
   * first: there is no moment in which the program runs and the watchdog does not know.
   */
  private static final String GATE = "read -r && exec \"$@\"";

  private final Process process;

  /** Done when the process has ended and the watchdog has forgotten its number. */
  private final CompletableFuture<Void> end;

  private GuardedProcess(Process process) {
    this.process = process;
    Watchdog.ofThisJvm().guard(process.pid());
    this.end = process.onExit().thenRun(() -> Watchdog.ofThisJvm().release(process.pid()));
  }

  /** Starts the builder's command; its redirects, folder and environment count as they are. */
  static GuardedProcess start(ProcessBuilder builder) {
    List<String> gated = new ArrayList<>(List.of("bash", "-c", GATE, "tabella-gate"));
    gated.addAll(builder.command());
    try {
      GuardedProcess guarded = new GuardedProcess(builder.command(gated).start());
      guarded.send("go");
      return guarded;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + String.join(" ", gated), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Only when it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  InputStream output() {
    return process.getInputStream();
  }

  void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** SIGTERM; returns at once. */
  void terminate() {
    process.toHandle().destroy();
  }

  /**
   * SIGKILL; returns when the process is gone. By its handle: {@link Process#destroyForcibly} would
   * close its output, too, and lose what it has printed and nobody has read yet.
   */
  void kill() {
    process.toHandle().destroyForcibly();
    end.join();
  }

  /** SIGSTOP; returns when the process stands still. */
  void pause() {
    signal("STOP");
    while (process.isAlive() && state() != 'T') {
      Thread.onSpinWait();
    }
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  /** Waits for the end of the process, and tells whether it has ended. */
  boolean waitForExit(Duration limit) {
    return end.thenApply(nothing -> true)
        .completeOnTimeout(false, limit.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  private void signal(String name) {
    Command.run(List.of("bash", "-c", "kill -" + name + " " + process.pid())).orFail();
  }

  private char state() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot see the state of process " + process.pid(), e);
    }
  }
}
