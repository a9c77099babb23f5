package io.tabella.it.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Members at work, each in a thread of its own; their messages are counted together. */
public final class Crowd implements AutoCloseable {

  private static final double NANOS_PER_SECOND = 1e9;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> ends = new ArrayList<>();
  private final LongAdder done = new LongAdder();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Lets them begin. */
  public static Crowd start(List<? extends Member> members) {
    Crowd crowd = new Crowd();
    for (Member member : members) {
      crowd.ends.add(crowd.threads.submit(() -> crowd.work(member)));
    }
    return crowd;
  }

  /** Messages in a second, at a pace, of members that never run out of work. */
  public static double rate(List<? extends Member> members, Pace pace) throws Exception {
    try (Crowd crowd = start(members)) {
      return crowd.rate(pace);
    }
  }

  /** Messages in a second, over the whole work, closing included, of members that run out of it. */
  public static double rateOfAll(List<? extends Member> members) throws Exception {
    long start = System.nanoTime();
    Crowd crowd = start(members);
    crowd.join();
    return crowd.done.sum() / ((System.nanoTime() - start) / NANOS_PER_SECOND);
  }

  /** Messages in a second, counted here while they work. */
  public double rate(Pace pace) throws InterruptedException, ExecutionException {
    watch(pace.warmUp().toNanos());
    long first = done.sum();
    long start = System.nanoTime();
    watch(pace.measured().toNanos());
    return (done.sum() - first) / ((System.nanoTime() - start) / NANOS_PER_SECOND);
  }

  /** Waits until each has run out of work. */
  public void join() throws InterruptedException, ExecutionException {
    try {
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      stopping.set(true);
      threads.shutdown();
    }
  }

  /** Stops them, and waits until each has closed. */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    stopping.set(true);
    join();
  }

  /** Lets time pass, unless one of them fails. */
  private void watch(long nanos) throws InterruptedException, ExecutionException {
    try {
      ends.get(0).get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      for (Future<?> end : ends) {
        if (end.isDone()) {
          end.get();
        }
      }
    }
  }

  private @Nullable Void work(Member member) throws Exception {
    boolean finished = false;
    try (member) {
      for (int count = member.step(); count >= 0 && !stopping.get(); count = member.step()) {
        done.add(count);
      }
      finished = true;
    } finally {
      // The others may wait for what this one was to do.
      stopping.compareAndSet(false, !finished);
    }
    return null;
  }
}
