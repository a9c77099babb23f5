package io.tabella.it.kit;

import java.util.List;

/**
 * How a MySQL server is started. What makes commits durable is as MySQL has it by default.
 *
 * @param bufferPoolMegabytes InnoDB's cache
 * @param arguments further options of mysqld, such as {@code --innodb-lock-wait-timeout=5}; they
 *     win over those of the kit
 */
public record MySqlOptions(int bufferPoolMegabytes, List<String> arguments) {

  private static final int DEFAULT_BUFFER_POOL_MEGABYTES = 256;

  /** Copies. */
  public MySqlOptions {
    arguments = List.copyOf(arguments);
  }

  /** A buffer pool of 256 MB and no further arguments. */
  public static MySqlOptions defaults() {
    return new MySqlOptions(DEFAULT_BUFFER_POOL_MEGABYTES, List.of());
  }

  /** A copy with another size of InnoDB's cache. */
  public MySqlOptions withBufferPoolMegabytes(int megabytes) {
    return new MySqlOptions(megabytes, arguments);
  }

  /** A copy with these further arguments instead of those before. */
  public MySqlOptions withArguments(String... newArguments) {
    return new MySqlOptions(bufferPoolMegabytes, List.of(newArguments));
  }
}
