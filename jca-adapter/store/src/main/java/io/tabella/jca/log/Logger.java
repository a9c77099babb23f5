package io.tabella.jca.log;

import org.jspecify.annotations.Nullable;

/**
 * Stands for the interface of SLF4J: the methods that the pool calls, with {@code {}} for
 * arguments. For all threads.
 */
public interface Logger {

  /** Whether anybody reads it. */
  boolean isDebugEnabled();

  /** Logs for who looks for a mistake. */
  void debug(String format);

  /** See {@link #debug(String)}. */
  void debug(String format, @Nullable Object argument);

  /** See {@link #debug(String)}. */
  void debug(String format, @Nullable Object first, @Nullable Object second);

  /** See {@link #debug(String)}. */
  void debug(String format, @Nullable Object... arguments);

  /** Logs what is usual: of a pool that nobody asks after, that is for debugging, too. */
  void info(String format);

  /** See {@link #info(String)}. */
  void info(String format, @Nullable Object argument);

  /** See {@link #info(String)}. */
  void info(String format, @Nullable Object first, @Nullable Object second);

  /** Logs what should be seen to. */
  void warn(String format);

  /** See {@link #warn(String)}. */
  void warn(String format, @Nullable Object argument);

  /** See {@link #warn(String)}. */
  void warn(String format, @Nullable Object first, @Nullable Object second);

  /** See {@link #warn(String)}. */
  void warn(String format, @Nullable Object... arguments);

  /** Logs what has failed. */
  void error(String format, @Nullable Object argument);

  /** See {@link #error(String, Object)}. */
  void error(String format, @Nullable Object first, @Nullable Object second);

  /** See {@link #error(String, Object)}. */
  void error(String format, @Nullable Throwable failure);

  /** See {@link #error(String, Object)}. */
  void error(String format, @Nullable Object... arguments);
}
