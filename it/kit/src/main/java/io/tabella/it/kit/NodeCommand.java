package io.tabella.it.kit;

import java.util.List;

/**
 * What a node is to run. Each {@code with} method returns a changed copy.
 *
 * @param main the class whose {@code main} is run, on this JVM's class path
 * @param name for messages and the log file; not unique by need
 * @param heapMegabytes the largest heap
 * @param jvmOptions further options of the JVM, such as system properties
 * @param arguments of {@code main}
 */
public record NodeCommand(
    Class<?> main,
    String name,
    int heapMegabytes,
    List<String> jvmOptions,
    List<String> arguments) {

  private static final int DEFAULT_HEAP_MEGABYTES = 256;

  /** Validates and copies. */
  public NodeCommand {
    if (heapMegabytes < 2) {
      throw new IllegalArgumentException("A JVM needs at least 2 MB of heap, not " + heapMegabytes);
    }
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }

  /** The class's {@code main} without arguments, with 256 MB of heap. */
  public static NodeCommand of(Class<?> main) {
    return new NodeCommand(
        main, main.getSimpleName(), DEFAULT_HEAP_MEGABYTES, List.of(), List.of());
  }

  /** The name that stands in messages and in the log file's name. */
  public NodeCommand withName(String newName) {
    return new NodeCommand(main, newName, heapMegabytes, jvmOptions, arguments);
  }

  /** The largest heap in megabytes, at least 2. */
  public NodeCommand withHeapMegabytes(int newHeapMegabytes) {
    return new NodeCommand(main, name, newHeapMegabytes, jvmOptions, arguments);
  }

  /** These options of the JVM instead of those before. */
  public NodeCommand withJvmOptions(String... newOptions) {
    return new NodeCommand(main, name, heapMegabytes, List.of(newOptions), arguments);
  }

  /** These arguments instead of those before. */
  public NodeCommand withArguments(String... newArguments) {
    return new NodeCommand(main, name, heapMegabytes, jvmOptions, List.of(newArguments));
  }

  /** Starts it; returns without waiting for anything it does. */
  public NodeProcess start() {
    return NodeProcess.start(this);
  }
}
