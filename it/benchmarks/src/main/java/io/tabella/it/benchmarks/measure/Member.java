package io.tabella.it.benchmarks.measure;

/** One thread's work in a crowd. Made by one thread, used by another. */
public interface Member extends AutoCloseable {

  /**
   * Does a bit of it, in a second at most.
   *
   * @return how many messages it is done with; negative if there is nothing to do any more
   */
  int step() throws Exception;

  @Override
  void close() throws Exception;
}
