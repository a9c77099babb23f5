package io.tabella.it.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Kills the processes and removes the folders of this JVM when it has ended, in whatever way: a
 * shell that is told what to do while we live, and does it when its standard input ends. Any thread
 * may use it.
 */
final class Watchdog {

  /** Deaf to the signals of a terminal or a build that ends: it is there for just that moment. */
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      declare -A processes folders
      while read -r verb subject; do
        case $verb in
          guard) processes[$subject]=1 ;;
          release) unset "processes[$subject]" ;;
          remove) folders[$subject]=1 ;;
        esac
      done
      for process in "${!processes[@]}"; do kill -KILL "$process"; done
      for attempt in {1..100}; do
        kill -0 "${!processes[@]}" || break
        sleep 0.05
      done
      rm -rf "${!folders[@]}"
      """;

  private static final long LAST_WORK_SECONDS = 10;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  /** The watchdog of this JVM; a process has one end, so it has one watchdog. */
  static Watchdog ofThisJvm() {
    return Holder.WATCHDOG;
  }

  void guard(long pid) {
    tell("guard " + pid);
  }

  /** To be called when the process is gone: its number will be given to another one. */
  void release(long pid) {
    tell("release " + pid);
  }

  /** Has the folder removed at the end; that it is gone by then does no harm. */
  void remove(Path folder) {
    tell("remove " + folder);
  }

  private void tell(String order) {
    OutputStream orders = shell.getOutputStream();
    try {
      orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The kit's watchdog (process " + shell.pid() + ") does not hear: " + order, e);
    }
  }

  private static Watchdog start() {
    try {
      Process shell =
          new ProcessBuilder("bash", "-c", SCRIPT, "tabella-watchdog")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      Watchdog watchdog = new Watchdog(shell);
      Runtime.getRuntime().addShutdownHook(new Thread(watchdog::finish, "tabella-watchdog-end"));
      return watchdog;
    } catch (IOException e) {
      throw new UncheckedIOException("The kit needs bash to watch over its processes", e);
    }
  }

  /** In an orderly end we wait for it, so that whoever waits for us finds everything gone. */
  private void finish() {
    try {
      shell.getOutputStream().close();
      shell.waitFor(LAST_WORK_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Holder {
    static final Watchdog WATCHDOG = start();
  }
}
