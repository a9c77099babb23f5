package io.tabella.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabella.extension.Statistics;
import io.tabella.jms.TabellaConnectionFactory;
import java.util.function.ToLongFunction;

/**
 * What was done with messages in this JVM; see {@link Statistics}.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><td>{@code tabella.messages.sent}</td></tr>
 *   <tr><td>{@code tabella.messages.received}</td></tr>
 *   <tr><td>{@code tabella.messages.redelivered}</td></tr>
 *   <tr><td>{@code tabella.messages.deadlettered}</td></tr>
 *   <tr><td>{@code tabella.messages.duplicates}</td></tr>
 *   <tr><td>{@code tabella.commit.retries}</td></tr>
 * </table>
 */
public final class MessageMetrics implements MeterBinder {

  private final TabellaConnectionFactory factory;

  /** Of what is done through a factory. */
  public MessageMetrics(TabellaConnectionFactory factory) {
    this.factory = factory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(
        registry,
        "messages.sent",
        "Messages sent, in transactions that were rolled back, too",
        Statistics::sent);
    count(registry, "messages.received", "Messages given to consumers", Statistics::received);
    count(
        registry,
        "messages.redelivered",
        "Messages received of which a delivery had failed before",
        Statistics::redelivered);
    count(
        registry,
        "messages.deadlettered",
        "Messages given up after too many failed deliveries",
        Statistics::deadLettered);
    count(
        registry,
        "messages.duplicates",
        "Messages not stored, because they had been sent before",
        Statistics::duplicates);
    count(
        registry,
        "commit.retries",
        "Database commits tried again, after a conflict or while the database was away",
        Statistics::retries);
  }

  private void count(
      MeterRegistry registry, String name, String description, ToLongFunction<Statistics> figure) {
    FunctionCounter.builder(
            "tabella." + name, factory, of -> (double) figure.applyAsLong(of.statistics()))
        .description(description)
        .register(registry);
  }
}
