package io.tabella.it.spring;

import io.tabella.jms.TabellaXAConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolXAConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.jta.JtaTransactionManager;

/** A pool of connections and of sessions, which serve one transaction after the other. */
@Configuration(proxyBeanMethods = false)
@Import(JtaResources.class)
class JtaBeans {

  @Bean(destroyMethod = "stop")
  @Primary
  JmsPoolXAConnectionFactory connectionFactory(
      TabellaXAConnectionFactory xaConnectionFactory, JtaTransactionManager transactionManager) {
    JmsPoolXAConnectionFactory pool = new JmsPoolXAConnectionFactory();
    pool.setConnectionFactory(xaConnectionFactory);
    pool.setTransactionManager(transactionManager.getTransactionManager());
    return pool;
  }
}
