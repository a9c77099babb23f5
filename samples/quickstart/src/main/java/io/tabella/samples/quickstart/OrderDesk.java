package io.tabella.samples.quickstart;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs the service and the workers of this JVM, each in a thread, and watches over them. */
final class OrderDesk {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Options options;
  private final Connection connection;
  private final StopSignal stop;
  private final StoredQueues stored;
  private final Report report;
  private final WorkLog log;

  OrderDesk(
      Options options, TabellaConnectionFactory factory, Connection connection, StopSignal stop) {
    this.options = options;
    this.connection = connection;
    this.stop = stop;
    this.stored = new StoredQueues(factory);
    this.log = new WorkLog(options.verbose());
    this.report = new Report(factory, stored, log);
  }

  /** Returns when all orders are handled, or the signal to stop was given. */
  void run() throws JMSException, ExecutionException, InterruptedException {
    report.begin();
    connection.start();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> workers = new ArrayList<>();
    try {
      Future<?> service = threads.submit(service());
      for (String name : workerNames()) {
        workers.add(threads.submit(new Worker(name, connection, log, stop)));
      }
      watch(service, workers);
    } finally {
      stop.give();
      threads.shutdown();
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    report.end();
    if (options.role().hasService()) {
      report.deadLetters(connection);
    }
  }

  private Callable<@Nullable Void> service() {
    return options.role().hasService()
        ? new OrderService(connection, OrderFile.read(), stored, log, stop)
        : () -> null;
  }

  private List<String> workerNames() {
    return options.role().hasWorkers() ? options.workerNames() : List.of();
  }

  private void watch(Future<?> service, List<Future<?>> workers)
      throws JMSException, ExecutionException, InterruptedException {
    boolean done = false;
    while (!done && !stop.await(LOOK_EVERY)) {
      boolean sent = service.isDone();
      int waiting = stored.count(Queues.ORDERS);
      report.progress(waiting);
      throwFailure(service);
      for (Future<?> worker : workers) {
        throwFailure(worker);
      }
      done = sent && waiting == 0 && options.role().hasService();
    }
    service.get();
  }

  private static void throwFailure(Future<?> future)
      throws ExecutionException, InterruptedException {
    if (future.isDone()) {
      future.get();
    }
  }
}
