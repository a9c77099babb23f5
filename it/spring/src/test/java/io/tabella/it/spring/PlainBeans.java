package io.tabella.it.spring;

import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** Messages in transactions of their own, or in none. */
@Configuration(proxyBeanMethods = false)
class PlainBeans {

  @Bean
  TabellaConnectionFactory connectionFactory(TestDatabase database) {
    TabellaConnectionFactory factory = new TabellaConnectionFactory(database.jdbcUrl());
    factory.setUser(database.user());
    factory.setPassword(database.password());
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
