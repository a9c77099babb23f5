package io.tabella.it.benchmarks.plain;

/**
 * How the rows are written.
 *
 * @param writers connections, each in a thread
 * @param batch rows of each kind in a commit
 */
public record Setup(int writers, int batch) {

  @Override
  public String toString() {
    return writers + (writers == 1 ? " writer" : " writers") + ", batches of " + batch;
  }
}
