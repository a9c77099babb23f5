package io.tabella.it.kit;

import java.nio.file.Path;
import java.util.List;

/**
 * What a node is to run. Each {@code with} method returns a changed copy.
 *
 * @param program the name of a class whose {@code main} is run, on this JVM's class path; or {@code
 *     -jar} and a file
 * @param name for messages and the log file; not unique by need
 * @param heapMegabytes the largest heap
 * @param jvmOptions further options of the JVM, such as system properties
 * @param arguments of {@code main}
 * @param folder where it runs
 */
public record NodeCommand(
    List<String> program,
    String name,
    int heapMegabytes,
    List<String> jvmOptions,
    List<String> arguments,
    Path folder) {

  private static final int DEFAULT_HEAP_MEGABYTES = 256;

  /** Validates and copies. */
  public NodeCommand {
    if (heapMegabytes < 2) {
      throw new IllegalArgumentException("A JVM needs at least 2 MB of heap, not " + heapMegabytes);
    }
    program = List.copyOf(program);
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }

  /** The class's {@code main} without arguments, with 256 MB of heap. */
  public static NodeCommand of(Class<?> main) {
    return of(main.getSimpleName(), main.getName());
  }

  /** A jar that says what its main class is, without arguments, with 256 MB of heap. */
  public static NodeCommand ofJar(Path jar) {
    return of(jar.getFileName().toString(), "-jar", jar.toAbsolutePath().toString());
  }

  private static NodeCommand of(String name, String... program) {
    return new NodeCommand(
        List.of(program), name, DEFAULT_HEAP_MEGABYTES, List.of(), List.of(), Path.of(""));
  }

  /** The name that stands in messages and in the log file's name. */
  public NodeCommand withName(String newName) {
    return new NodeCommand(program, newName, heapMegabytes, jvmOptions, arguments, folder);
  }

  /** The largest heap in megabytes, at least 2. */
  public NodeCommand withHeapMegabytes(int newHeapMegabytes) {
    return new NodeCommand(program, name, newHeapMegabytes, jvmOptions, arguments, folder);
  }

  /** These options of the JVM instead of those before. */
  public NodeCommand withJvmOptions(String... newOptions) {
    return new NodeCommand(program, name, heapMegabytes, List.of(newOptions), arguments, folder);
  }

  /** These arguments instead of those before. */
  public NodeCommand withArguments(String... newArguments) {
    return new NodeCommand(program, name, heapMegabytes, jvmOptions, List.of(newArguments), folder);
  }

  /** In this folder, instead of this JVM's. */
  public NodeCommand withFolder(Path newFolder) {
    return new NodeCommand(program, name, heapMegabytes, jvmOptions, arguments, newFolder);
  }

  /** Starts it; returns without waiting for anything it does. */
  public NodeProcess start() {
    return NodeProcess.start(this);
  }
}
