package io.tabella.it.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sample's README has in its boxes. */
record Readme(String text) {

  static Readme in(Path folder) throws IOException {
    return new Readme(Files.readString(folder.resolve("README.md")));
  }

  /** The commands under a heading, but for the downloads, which the build has done. */
  List<String> commands(String heading) {
    return box(heading, "sh").lines().filter(line -> !line.matches("(curl|unzip) .*")).toList();
  }

  /** The first box of a language under a heading. */
  String box(String heading, String language) {
    String form = "(?s)\n## %s\n((?!\n## ).)*?\n```%s\n(?<box>.*?)```\n";
    Matcher matcher = Pattern.compile(form.formatted(heading, language)).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("The README has no " + language + " under " + heading);
    }
    return matcher.group("box");
  }
}
