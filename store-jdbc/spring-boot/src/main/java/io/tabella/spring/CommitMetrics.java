package io.tabella.spring;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabella.extension.CommitListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * How long the node's database commits take, and how much shares one; as distributions, so that
 * {@code management.metrics.distribution} can ask for percentiles. To be given to the factory
 * before its first connection.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><td>{@code tabella.commit}</td><td>time of each commit</td></tr>
 *   <tr><td>{@code tabella.commit.units}</td><td>units of work that share it</td></tr>
 *   <tr><td>{@code tabella.commit.messages}</td><td>messages sent and acknowledged in it</td></tr>
 * </table>
 */
public final class CommitMetrics implements CommitListener, MeterBinder {

  private final List<Meters> registered = new CopyOnWriteArrayList<>();

  private record Meters(Timer time, DistributionSummary units, DistributionSummary messages) {}

  /** Shown nowhere yet. */
  public CommitMetrics() {}

  @Override
  public void bindTo(MeterRegistry registry) {
    registered.add(
        new Meters(
            Timer.builder("tabella.commit")
                .description("Database commits of sends and acknowledgements")
                .register(registry),
            DistributionSummary.builder("tabella.commit.units")
                .description("Units of work that share a database commit")
                .register(registry),
            DistributionSummary.builder("tabella.commit.messages")
                .description("Messages sent and acknowledged in a database commit")
                .register(registry)));
  }

  @Override
  public void committed(int units, int messages, long nanos) {
    for (Meters meters : registered) {
      meters.time().record(nanos, TimeUnit.NANOSECONDS);
      meters.units().record(units);
      meters.messages().record(messages);
    }
  }
}
