package io.tabella.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabella.extension.QueueInfo;
import io.tabella.extension.SubscriptionInfo;
import io.tabella.extension.TabellaAdmin;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What waits in the database, whichever JVM has sent it. Asked for now and then by a thread of its
 * own, since every message is counted; each JVM shows the same figures. Temporary queues and
 * subscriptions that end with their consumers are left out.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><td>{@code tabella.queue.messages}</td><td>how many, by queue</td></tr>
 *   <tr><td>{@code tabella.queue.oldest}</td><td>age of the oldest in seconds, by queue</td></tr>
 *   <tr><td>{@code tabella.subscription.messages}</td><td>how many are not acknowledged, by
 *       subscription, topic and client</td></tr>
 *   <tr><td>{@code tabella.subscription.oldest}</td><td>age of the oldest in seconds</td></tr>
 * </table>
 */
public final class BacklogMetrics implements MeterBinder, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(BacklogMetrics.class.getName());
  private static final double MILLIS_PER_SECOND = 1_000.0;

  private final TabellaConnectionFactory factory;
  private final List<Gauges> registered = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(BacklogMetrics::daemon);
  private boolean failed;

  /**
   * Begins to ask.
   *
   * @param interval how often; positive
   */
  public BacklogMetrics(TabellaConnectionFactory factory, Duration interval) {
    this.factory = factory;
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread made = new Thread(task, "tabella-metrics");
    made.setDaemon(true);
    return made;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    registered.add(new Gauges(registry));
    thread.execute(this::look);
  }

  private void look() {
    if (registered.isEmpty()) {
      return;
    }
    try (TabellaAdmin admin = factory.createAdmin()) {
      List<QueueInfo> queues = admin.queues().stream().filter(queue -> !queue.temporary()).toList();
      List<SubscriptionInfo> subscriptions =
          admin.subscriptions().stream().filter(SubscriptionInfo::durable).toList();
      registered.forEach(gauges -> gauges.show(queues, subscriptions));
      failed = false;
    } catch (JMSException | RuntimeException | Error e) {
      // Once for each time that the database is away; old figures would be lies.
      LOG.log(failed ? Level.DEBUG : Level.WARNING, "queues could not be counted", e);
      failed = true;
      registered.forEach(gauges -> gauges.show(List.of(), List.of()));
    }
  }

  /**
   * Ends; waits for a look under way. It is not interrupted: H2 closes its file, for everybody,
   * when a thread that is interrupted reads or writes.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "counting queues goes on, because the database does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The gauges of one registry. Used by the thread alone. */
  private static final class Gauges {

    private final MultiGauge depths;
    private final MultiGauge ages;
    private final MultiGauge backlogs;
    private final MultiGauge backlogAges;

    Gauges(MeterRegistry registry) {
      depths =
          MultiGauge.builder("tabella.queue.messages")
              .description("Messages in a queue, those in consumers' hands included")
              .register(registry);
      ages =
          MultiGauge.builder("tabella.queue.oldest")
              .description("How long ago the oldest message of a queue was sent")
              .baseUnit("seconds")
              .register(registry);
      backlogs =
          MultiGauge.builder("tabella.subscription.messages")
              .description("Messages that a subscription has not acknowledged")
              .register(registry);
      backlogAges =
          MultiGauge.builder("tabella.subscription.oldest")
              .description("How long ago the oldest of them was sent")
              .baseUnit("seconds")
              .register(registry);
    }

    void show(List<QueueInfo> queues, List<SubscriptionInfo> subscriptions) {
      depths.register(rows(queues, Gauges::tags, QueueInfo::messages), true);
      ages.register(rows(queues, Gauges::tags, it -> seconds(it.oldestMillis())), true);
      backlogs.register(rows(subscriptions, Gauges::tags, SubscriptionInfo::backlog), true);
      backlogAges.register(
          rows(subscriptions, Gauges::tags, it -> seconds(it.oldestMillis())), true);
    }

    private static double seconds(long millis) {
      return millis / MILLIS_PER_SECOND;
    }

    private static Tags tags(QueueInfo queue) {
      return Tags.of("queue", queue.name());
    }

    private static Tags tags(SubscriptionInfo it) {
      return Tags.of("subscription", it.name(), "topic", it.topic(), "client", it.clientId());
    }

    private static <T> List<Row<?>> rows(
        List<T> all, Function<T, Tags> tags, ToDoubleFunction<T> figure) {
      return all.stream()
          .<Row<?>>map(it -> Row.of(tags.apply(it), figure.applyAsDouble(it)))
          .toList();
    }
  }
}
