package io.tabella.it.crash.role;

import jakarta.jms.JMSException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a role talks to its test: whole lines, both ways. Any thread may say something. */
final class Console {

  private static final BufferedReader INPUT =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Console() {}

  /** Prints words as one line; it has left this JVM on return. */
  static void say(@Nullable Object... words) {
    StringBuilder line = new StringBuilder();
    for (@Nullable Object word : words) {
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    System.out.println(line);
  }

  /** Prints what was tried and why it failed: kind and code first. */
  static void sayFailed(String attempt, JMSException failure) {
    String text = String.valueOf(failure.getMessage()).replace('\n', ' ');
    say("failed", attempt, failure.getClass().getSimpleName(), failure.getErrorCode(), text);
  }

  /** The next line from the test, or null when there will be none. */
  static @Nullable String hear() {
    try {
      return INPUT.readLine();
    } catch (IOException e) {
      return null;
    }
  }
}
