package io.tabella.jca.inbound;

import io.tabella.jca.store.Stores;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkException;
import java.lang.System.Logger.Level;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the container lends an adapter: threads, and a timer that needs none. For all threads. */
final class Surroundings {

  private static final System.Logger LOG = System.getLogger(Surroundings.class.getName());

  /** How long the container may leave work waiting before it is tried again. */
  private static final long REJECTED_MILLIS = 1_000;

  private final BootstrapContext context;
  private final Stores stores;
  private final ReentrantLock timerLock = new ReentrantLock();
  private @Nullable Timer timer;
  private boolean closed;

  Surroundings(BootstrapContext context, Stores stores) {
    this.context = context;
    this.stores = stores;
  }

  Stores stores() {
    return stores;
  }

  ServerThreads threads() {
    return new ServerThreads(context);
  }

  /** Does something soon, on a thread of the container; if it has none, a little later. */
  void soon(Runnable duty) {
    try {
      threads().schedule(new Duty(duty), new WorkAdapter());
    } catch (WorkException | RuntimeException e) {
      // Whatever it is: nobody else would do this, and a timer does not survive it.
      LOG.log(Level.DEBUG, "the container rejects work; it is asked again", e);
      later(REJECTED_MILLIS, duty);
    }
  }

  /** Does something later, on a thread of the container. */
  void later(long millis, Runnable duty) {
    timerLock.lock();
    try {
      if (!closed) {
        timer().schedule(new Alarm(this, duty), millis);
      }
    } catch (UnavailableException e) {
      throw new IllegalStateException("the container has no timer for the resource adapter", e);
    } finally {
      timerLock.unlock();
    }
  }

  private Timer timer() throws UnavailableException {
    Timer known = timer;
    if (known == null) {
      known = threads().timer();
      timer = known;
    }
    return known;
  }

  void close() {
    timerLock.lock();
    try {
      closed = true;
      if (timer != null) {
        timer.cancel();
      }
    } finally {
      timerLock.unlock();
    }
  }

  private record Duty(Runnable duty) implements Work {
    @Override
    public void run() {
      duty.run();
    }

    @Override
    public void release() {}
  }

  private static final class Alarm extends TimerTask {

    private final Surroundings surroundings;
    private final Runnable duty;

    Alarm(Surroundings surroundings, Runnable duty) {
      this.surroundings = surroundings;
      this.duty = duty;
    }

    @Override
    public void run() {
      surroundings.soon(duty);
    }
  }
}
