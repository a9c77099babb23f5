package io.tabella.jca.inbound;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;

/**
 * The container's threads. A pool that makes a thread for our work lets it inherit the context
 * class loader of whoever asks: then that thread of the server would keep this adapter after it is
 * undeployed. So the pool is asked with the server's own. For all threads.
 *
 * @param manager of the container
 */
record ServerThreads(WorkManager manager) {

  /**
   * Returns at once.
   *
   * @throws WorkException if the container has no thread for it
   */
  void schedule(Work work, WorkListener listener) throws WorkException {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    thread.setContextClassLoader(manager.getClass().getClassLoader());
    try {
      manager.scheduleWork(work, WorkManager.INDEFINITE, null, listener);
    } finally {
      thread.setContextClassLoader(outer);
    }
  }
}
