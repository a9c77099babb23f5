package io.tabella.it.spring;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jms.core.JmsTemplate;

/** Messages in the transactions of the application's data source. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseBeans.class)
class JoinedBeans {

  @Bean
  TabellaConnectionFactory connectionFactory(DataSource dataSource) {
    TabellaConnectionFactory factory =
        new TabellaConnectionFactory(new TransactionAwareDataSourceProxy(dataSource));
    factory.setJoinTransactions(true);
    factory.setMaxDeliveries(3);
    return factory;
  }

  @Bean
  JmsTemplate jms(ConnectionFactory connectionFactory) {
    JmsTemplate jms = new JmsTemplate(connectionFactory);
    jms.setReceiveTimeout(SpringBehaviour.LONG);
    return jms;
  }
}
