package io.tabella.store;

/** A daemon thread of a node: no transaction of an application is ever bound to it. */
public final class NodeThread extends Thread {

  /** A thread that is not started. */
  public NodeThread(Runnable duty, String name) {
    super(duty, name);
    setDaemon(true);
  }
}
