package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end: what it printed, both streams together, and its exit code. */
record Command(List<String> words, int exitCode, String output) {

  static Command run(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Command(words, process.onExit().join().exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + String.join(" ", words), e);
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }

  Command orFail() {
    if (!succeeded()) {
      throw new IllegalStateException(
          String.join(" ", words) + " failed with exit code " + exitCode + ":\n" + output);
    }
    return this;
  }
}
