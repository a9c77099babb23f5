package io.tabella.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tabella.jms.TabellaConnectionFactory;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters for Micrometer, which the actuator binds to the application's registries. */
@AutoConfiguration(after = TabellaAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnProperty(
    name = "management.metrics.tabella.enabled",
    havingValue = "true",
    matchIfMissing = true)
public class TabellaMetricsAutoConfiguration {

  /** For Spring. */
  public TabellaMetricsAutoConfiguration() {}

  /**
   * The starter's factory takes it before its first connection; one of the application does not.
   */
  @Bean
  @ConditionalOnMissingBean
  CommitMetrics tabellaCommitMetrics() {
    return new CommitMetrics();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnSingleCandidate(TabellaConnectionFactory.class)
  static class OfFactory {

    @Bean
    @ConditionalOnMissingBean
    MessageMetrics tabellaMessageMetrics(TabellaConnectionFactory factory) {
      return new MessageMetrics(factory);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(
        name = "management.metrics.tabella.backlog",
        havingValue = "true",
        matchIfMissing = true)
    BacklogMetrics tabellaBacklogMetrics(
        TabellaConnectionFactory factory,
        @Value("${management.metrics.tabella.interval:30s}") Duration interval) {
      return new BacklogMetrics(factory, interval);
    }
  }
}
