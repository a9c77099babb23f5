package io.tabella.it.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip file with the MySQL server, of which a fifth is what a server needs to run. */
final class ServerArchive {

  private static final List<String> NEEDED =
      List.of("LICENSE", "bin/mysqld", "lib/private/", "lib/plugin/", "share/");
  private static final List<String> NOT_NEEDED =
      List.of("bin/mysqld-debug", "bin/mysqld_", "lib/plugin/debug/");
  private static final int PERCENT_STEP = 20;

  private ServerArchive() {}

  /** Unpacks what is needed, telling the progress. */
  static void unpack(Path zip, Path target) {
    Progress.tell("Unpacking " + zip + " to " + target);
    long start = System.nanoTime();
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      unpack(archive, needed(archive), target);
      Files.setPosixFilePermissions(
          target.resolve("bin/mysqld"), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot unpack " + zip + " to " + target, e);
    }
    Progress.tell("Unpacked MySQL in " + Progress.since(start));
  }

  private static List<? extends ZipEntry> needed(ZipFile archive) {
    return archive.stream()
        .filter(entry -> !entry.isDirectory() && isNeeded(entry.getName()))
        .toList();
  }

  private static boolean isNeeded(String name) {
    return NEEDED.stream().anyMatch(name::startsWith)
        && NOT_NEEDED.stream().noneMatch(name::startsWith);
  }

  private static void unpack(ZipFile archive, List<? extends ZipEntry> entries, Path target)
      throws IOException {
    long total = entries.stream().mapToLong(ZipEntry::getSize).sum();
    long done = 0;
    long told = 0;
    for (ZipEntry entry : entries) {
      done += unpack(archive, entry, target.resolve(entry.getName()));
      long percent = done * 100 / total;
      if (percent >= told + PERCENT_STEP) {
        told = percent;
        Progress.tell(percent + " % of " + total / 1_000_000 + " MB");
      }
    }
  }

  private static long unpack(ZipFile archive, ZipEntry entry, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (InputStream content = archive.getInputStream(entry)) {
      return Files.copy(content, file);
    }
  }
}
