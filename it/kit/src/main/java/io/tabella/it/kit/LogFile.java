package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a process, whose end belongs into the message of any failure. */
record LogFile(Path path) {

  private static final int TAIL_LINES = 40;

  /** All of it; empty if there is none yet. */
  String text() {
    try {
      return Files.exists(path) ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + path + " cannot be read", e);
    }
  }

  /** The last lines with the name of the file, ready to stand in an exception's message. */
  String tail() {
    List<String> lines = text().lines().toList();
    List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    return "The end of its log " + path + ":\n" + String.join("\n", tail);
  }
}
