package io.tabella.jca.log;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The platform's log. */
record SystemLogger(System.Logger log) implements Logger {

  @Override
  public boolean isDebugEnabled() {
    return log.isLoggable(Level.DEBUG);
  }

  @Override
  public void debug(String format) {
    write(Level.DEBUG, format);
  }

  @Override
  public void debug(String format, @Nullable Object argument) {
    write(Level.DEBUG, format, argument);
  }

  @Override
  public void debug(String format, @Nullable Object first, @Nullable Object second) {
    write(Level.DEBUG, format, first, second);
  }

  @Override
  public void debug(String format, @Nullable Object... arguments) {
    write(Level.DEBUG, format, arguments);
  }

  @Override
  public void info(String format) {
    write(Level.DEBUG, format);
  }

  @Override
  public void info(String format, @Nullable Object argument) {
    write(Level.DEBUG, format, argument);
  }

  @Override
  public void info(String format, @Nullable Object first, @Nullable Object second) {
    write(Level.DEBUG, format, first, second);
  }

  @Override
  public void warn(String format) {
    write(Level.WARNING, format);
  }

  @Override
  public void warn(String format, @Nullable Object argument) {
    write(Level.WARNING, format, argument);
  }

  @Override
  public void warn(String format, @Nullable Object first, @Nullable Object second) {
    write(Level.WARNING, format, first, second);
  }

  @Override
  public void warn(String format, @Nullable Object... arguments) {
    write(Level.WARNING, format, arguments);
  }

  @Override
  public void error(String format, @Nullable Object argument) {
    write(Level.ERROR, format, argument);
  }

  @Override
  public void error(String format, @Nullable Object first, @Nullable Object second) {
    write(Level.ERROR, format, first, second);
  }

  @Override
  public void error(String format, @Nullable Throwable failure) {
    log.log(Level.ERROR, format, failure);
  }

  @Override
  public void error(String format, @Nullable Object... arguments) {
    write(Level.ERROR, format, arguments);
  }

  private void write(Level level, String format, @Nullable Object... arguments) {
    if (!log.isLoggable(level)) {
      return;
    }
    Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
    log.log(level, filled(format, arguments), last instanceof Throwable failure ? failure : null);
  }

  private static String filled(String format, @Nullable Object... arguments) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Object argument : arguments) {
      int place = format.indexOf("{}", from);
      if (place < 0) {
        break;
      }
      text.append(format, from, place).append(argument);
      from = place + 2;
    }
    return text.append(format.substring(from)).toString();
  }
}
