package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of one running server.
 *
 * @param home the unpacked server, shared and never written to
 * @param data the tables, below {@code target/}
 * @param runtime for the socket, whose path the system limits to 107 characters: a short one
 * @param log beside the data, so that it outlives them
 */
record MySqlFiles(Path home, Path data, Path runtime, LogFile log) {

  /** Lays out a server's folders, with the home's initialised tables in place. */
  static MySqlFiles create(Path home) {
    Path all = WorkFolder.of("mysql");
    String name = WorkFolder.freshName("server");
    LogFile log = new LogFile(all.resolve(name + ".log"));
    MySqlFiles files = new MySqlFiles(home, all.resolve(name), shortFolder(), log);
    Watchdog.ofThisJvm().remove(files.data);
    Watchdog.ofThisJvm().remove(files.runtime);
    WorkFolder.copy(MySqlDistribution.initialisedData(home), files.data);
    return files;
  }

  /** The server must have ended. */
  void delete() {
    WorkFolder.delete(data);
    WorkFolder.delete(runtime);
  }

  private static Path shortFolder() {
    try {
      return Files.createTempDirectory(Path.of("/tmp"), "tabella-");
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot create a folder for MySQL's socket", e);
    }
  }
}
