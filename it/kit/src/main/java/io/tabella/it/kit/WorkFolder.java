package io.tabella.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The folder below {@code target/} where what runs keeps its data and its logs. */
final class WorkFolder {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private WorkFolder() {}

  /** The folder for one kind of thing; it exists on return. */
  static Path of(String kind) {
    return create(root().resolve(kind));
  }

  /** A name that no other thing in {@code target/} has now: what it is, our process, a number. */
  static String freshName(String prefix) {
    return prefix + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  }

  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot create its folder " + folder, e);
    }
  }

  /** Copies a folder with all that is in it; the target must not exist. */
  static void copy(Path from, Path to) {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path source : (Iterable<Path>) tree::iterator) {
        Files.copy(
            source,
            to.resolve(from.relativize(source).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot copy " + from + " to " + to, e);
    }
  }

  /** Deletes a folder and all that is in it, if it is there. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The kit cannot delete its folder " + folder, e);
    }
  }

  private static Path root() {
    return Setting.of("tabella.it.work")
        .map(Path::of)
        .orElseGet(() -> module().resolve("target/kit"))
        .toAbsolutePath();
  }

  /** Maven's test runners tell the module's folder, wherever they are run from. */
  private static Path module() {
    return Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  }
}
