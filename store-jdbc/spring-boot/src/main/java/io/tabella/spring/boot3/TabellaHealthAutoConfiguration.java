package io.tabella.spring.boot3;

import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.spring.TabellaAutoConfiguration;
import io.tabella.spring.TabellaCheck;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Whether the database takes messages, as {@code tabella} among the application's health. */
@AutoConfiguration(after = TabellaAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(TabellaConnectionFactory.class)
@ConditionalOnEnabledHealthIndicator("tabella")
public class TabellaHealthAutoConfiguration {

  /** For Spring. */
  public TabellaHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "tabellaHealthIndicator")
  HealthIndicator tabellaHealthIndicator(TabellaConnectionFactory factory) {
    return new Indicator(new TabellaCheck(factory));
  }

  private static final class Indicator extends AbstractHealthIndicator {

    private final TabellaCheck check;

    Indicator(TabellaCheck check) {
      super("Tabella's database could not be asked");
      this.check = check;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
      builder.up().withDetails(check.ask());
    }
  }
}
