package io.tabella.spring.boot4;

import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.spring.ListenerTransactions;
import io.tabella.spring.TabellaAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jms.autoconfigure.DefaultJmsListenerContainerFactoryConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * Containers for {@code @JmsListener}, with all that {@code spring.jms.*} says, in the
 * application's transactions. Not with JTA, where what enlists is another connection factory.
 */
@AutoConfiguration(
    after = TabellaAutoConfiguration.class,
    beforeName = "org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration")
@ConditionalOnClass(DefaultJmsListenerContainerFactoryConfigurer.class)
@ConditionalOnSingleCandidate(TabellaConnectionFactory.class)
@ConditionalOnMissingBean(JtaTransactionManager.class)
public class TabellaListenerAutoConfiguration {

  /** For Spring. */
  public TabellaListenerAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "jmsListenerContainerFactory")
  DefaultJmsListenerContainerFactory jmsListenerContainerFactory(
      DefaultJmsListenerContainerFactoryConfigurer configurer,
      TabellaConnectionFactory connections,
      ObjectProvider<PlatformTransactionManager> managers) {
    return ListenerTransactions.containers(configurer::configure, connections, managers);
  }
}
