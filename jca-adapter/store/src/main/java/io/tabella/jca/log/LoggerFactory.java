package io.tabella.jca.log;

/** Stands for the class of SLF4J that the pool calls. For all threads. */
public final class LoggerFactory {

  private LoggerFactory() {}

  /** The log of a class. */
  public static Logger getLogger(Class<?> of) {
    return new SystemLogger(System.getLogger(of.getName()));
  }
}
