package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/conformance.md names are there, and are tests. */
final class ConformancePageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "conformance.md");
  private static final Path HERE = Path.of("src", "test", "java", "io", "tabella");
  private static final Path PROVIDER =
      Path.of("..", "..", "jms-provider", "src", "test", "java", "io", "tabella");

  /** A class with its package below io.tabella, if it needs one, and a method, if one is named. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])([a-z]+\\.)?([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?");

  @Test
  void testsThatThePageNamesExist() throws IOException {
    String page = Files.readString(PAGE);
    List<String> missing = new ArrayList<>();
    List<MatchResult> names = NAME.matcher(page).results().toList();
    for (MatchResult name : names) {
      if (!exists(name.group(1), name.group(2), name.group(3))) {
        missing.add(name.group());
      }
    }
    assertThat(missing).as("tests that are not there any more").isEmpty();
    assertThat(names).hasSizeGreaterThan(150);
  }

  private static boolean exists(String folder, String type, String method) throws IOException {
    List<Path> places =
        folder == null
            ? List.of(HERE.resolve("it/jms"), HERE.resolve("it/crash"), HERE.resolve("it/samples"))
            : List.of(
                PROVIDER.resolve(folder.replace(".", "")), HERE.resolve(folder.replace(".", "")));
    for (Path place : places) {
      Path file = place.resolve(type + ".java");
      if (Files.exists(file)) {
        return method == null || isTest(Files.readString(file), method);
      }
    }
    return false;
  }

  private static boolean isTest(String source, String method) {
    Matcher found = Pattern.compile("void " + method + "\\(").matcher(source);
    return found.find()
        && Stream.of("@Test", "@ParameterizedTest")
            .anyMatch(
                mark -> {
                  String before = source.substring(0, found.start());
                  int at = before.lastIndexOf(mark);
                  return at >= 0 && !before.substring(at).contains("}\n\n");
                });
  }
}
