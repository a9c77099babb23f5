package io.tabella.engine.service;

/** Something that runs until it is stopped. Both methods may be called twice, and by any thread. */
public interface Service {

  /** Begins to run. */
  void start();

  /** Ends; when this returns, nothing runs any more. */
  void stop();
}
