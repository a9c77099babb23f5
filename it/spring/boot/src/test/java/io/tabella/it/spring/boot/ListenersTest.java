package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.SimpleJmsListenerEndpoint;
import org.springframework.jms.connection.DelegatingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Listeners of applications that are not as simple as most: none loses a message. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ListenersTest {

  private static ConfigurableApplicationContext start(Class<?> source) {
    return new SpringApplication(source)
        .run("--spring.main.banner-mode=off", "--server.port=0", "--logging.level.root=warn");
  }

  private static DataSource memory(String name) {
    return new DriverManagerDataSource("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
  }

  /** Messages are in one database, and all transactions are another one's. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Elsewhere {

    @Bean
    @Primary
    DataSource messages() {
      return memory("messages");
    }

    @Bean
    DataSource rows() {
      return memory("rows");
    }

    @Bean
    Taking taking() {
      return new Taking();
    }

    @Bean
    JdbcTransactionManager transactionManager(@Qualifier("rows") DataSource rows, Taking taking) {
      AtomicBoolean failed = new AtomicBoolean();
      return new JdbcTransactionManager(rows) {
        @Override
        protected void doCommit(DefaultTransactionStatus status) {
          if (!taking.received().isEmpty() && failed.compareAndSet(false, true)) {
            throw new TransactionSystemException("the database is gone");
          }
          super.doCommit(status);
        }
      };
    }
  }

  /** Takes orders. */
  static class Taking {

    private final List<String> received = new CopyOnWriteArrayList<>();

    @JmsListener(destination = "orders")
    @Transactional
    public void take(String order) {
      received.add(order);
    }

    List<String> received() {
      return received;
    }
  }

  @Test
  void messageComesAgainIfTheCommitOfAnotherDatabaseFails() {
    try (ConfigurableApplicationContext application = start(Elsewhere.class)) {
      application.getBean(JmsTemplate.class).convertAndSend("orders", "order");

      List<String> received = application.getBean(Taking.class).received();
      Eventually.eventually(() -> "received: " + received, () -> received.size() == 2);
    }
  }

  /** As in docs/spring.md: the pool enlists what it hands out. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Global {

    @Bean
    JtaTransactionManager transactionManager() {
      return new JtaTransactionManager() {
        @Override
        public void afterPropertiesSet() {}
      };
    }

    @Bean
    TabellaXAConnectionFactory resources() {
      return new TabellaXAConnectionFactory("jdbc:h2:mem:global");
    }

    @Bean
    @Primary
    ConnectionFactory pool(TabellaXAConnectionFactory resources) {
      DelegatingConnectionFactory pool = new DelegatingConnectionFactory();
      pool.setTargetConnectionFactory(resources);
      return pool;
    }
  }

  @Test
  void listenersOfGlobalTransactionsReceiveThroughThePoolThatEnlists() {
    try (ConfigurableApplicationContext application = start(Global.class)) {
      SimpleJmsListenerEndpoint endpoint = new SimpleJmsListenerEndpoint();
      endpoint.setDestination("orders");
      endpoint.setMessageListener(message -> {});
      assertThat(
              application
                  .getBean(DefaultJmsListenerContainerFactory.class)
                  .createListenerContainer(endpoint)
                  .getConnectionFactory())
          .isSameAs(application.getBean("pool"));
    }
  }

  /** Two stores of messages, and none before the other. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Two {

    @Bean
    TabellaConnectionFactory one() {
      return new TabellaConnectionFactory("jdbc:h2:mem:one");
    }

    @Bean
    TabellaConnectionFactory other() {
      return new TabellaConnectionFactory("jdbc:h2:mem:other");
    }
  }

  @Test
  void applicationMayHaveTwoFactories() {
    try (ConfigurableApplicationContext application = start(Two.class)) {
      assertThat(application.getBeansOfType(ConnectionFactory.class))
          .containsOnlyKeys("one", "other");
    }
  }
}
