package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The system's libraries that MySQL needs and does not bring along. What is missing is installed
 * with apt-get.
 */
final class SystemLibraries {

  /** A library may come in either package, depending on the distribution's age. */
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "libaio.so.1", List.of("libaio1", "libaio1t64"),
          "libnuma.so.1", List.of("libnuma1"));

  private static final Pattern MISSING =
      Pattern.compile("^\\s*(\\S+) => not found", Pattern.MULTILINE);
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of("/lib64"));

  private SystemLibraries() {}

  /** Returns when the server in this folder can be loaded. */
  static void provideFor(Path home) {
    missing(home).forEach(library -> provide(library, home));
    List<String> stillMissing = missing(home);
    if (!stillMissing.isEmpty()) {
      throw new IllegalStateException(
          "MySQL in " + home + " needs " + stillMissing + ", which this system does not have");
    }
  }

  private static List<String> missing(Path home) {
    String needs = Command.run(List.of("ldd", home.resolve("bin/mysqld").toString())).output();
    return MISSING.matcher(needs).results().map(found -> found.group(1)).toList();
  }

  private static void provide(String library, Path home) {
    List<String> packages = PACKAGES.getOrDefault(library, List.of());
    if (!linkRenamed(library, home) && !packages.isEmpty()) {
      install(library, packages);
      linkRenamed(library, home);
    }
  }

  /**
   * Debian and Ubuntu since 2024 have 64 bit times and another name for libaio. On 64 bit machines
   * it is the same library, so the server is given a link where it looks for its own ones.
   *
   * @return whether there is the renamed one
   */
  private static boolean linkRenamed(String library, Path home) {
    List<Path> renamed =
        FOLDERS.stream()
            .map(folder -> folder.resolve(library + "t64"))
            .filter(Files::exists)
            .toList();
    if (renamed.isEmpty()) {
      return false;
    }
    Path link = home.resolve("lib/private").resolve(library);
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, renamed.get(0));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot create the link " + link, e);
    }
  }

  /** The lists of packages are fetched only if need be. */
  private static void install(String library, List<String> packages) {
    Progress.tell("Installing " + library + ", which MySQL needs");
    if (installFirst(packages).succeeded()) {
      return;
    }
    aptGet("update");
    Command last = installFirst(packages);
    if (!last.succeeded()) {
      throw new IllegalStateException(
          "MySQL needs the system library "
              + library
              + ", which cannot be installed from here. Run as root:\n  apt-get update && apt-get"
              + " install -y "
              + packages.get(0)
              + "\n(or the package that your system has it in). The attempt said:\n"
              + last.output());
    }
  }

  /** The first package that can be installed; the attempt that succeeded, or else the last one. */
  private static Command installFirst(List<String> packages) {
    Command attempt = aptGet("install", "-y", "--no-install-recommends", packages.get(0));
    for (int next = 1; next < packages.size() && !attempt.succeeded(); next++) {
      attempt = aptGet("install", "-y", "--no-install-recommends", packages.get(next));
    }
    return attempt;
  }

  /** Through env, which fails with a message where sudo or apt-get does not exist. */
  private static Command aptGet(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    if (!"root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("sudo", "-n", "env"));
    }
    command.add("DEBIAN_FRONTEND=noninteractive");
    command.addAll(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300"));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }
}
