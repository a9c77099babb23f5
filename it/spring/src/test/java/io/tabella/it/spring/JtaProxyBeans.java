package io.tabella.it.spring;

import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.ConnectionFactory;
import org.jboss.narayana.jta.jms.ConnectionFactoryProxy;
import org.jboss.narayana.jta.jms.TransactionHelperImpl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.jta.JtaTransactionManager;

/** Narayana's own connection factory makes sessions that enlist themselves. */
@Configuration(proxyBeanMethods = false)
@Import(JtaResources.class)
class JtaProxyBeans {

  @Bean
  @Primary
  ConnectionFactory connectionFactory(
      TabellaXAConnectionFactory xaConnectionFactory, JtaTransactionManager transactionManager) {
    return new ConnectionFactoryProxy(
        xaConnectionFactory, new TransactionHelperImpl(transactionManager.getTransactionManager()));
  }
}
