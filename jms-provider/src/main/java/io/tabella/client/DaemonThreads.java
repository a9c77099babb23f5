package io.tabella.client;

import java.util.concurrent.ThreadFactory;

/** Makes threads that never keep a JVM from ending. */
record DaemonThreads(String name) implements ThreadFactory {

  @Override
  public Thread newThread(Runnable duty) {
    Thread thread = new Thread(duty, name);
    thread.setDaemon(true);
    return thread;
  }
}
