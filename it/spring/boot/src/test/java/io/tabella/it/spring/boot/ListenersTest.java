package io.tabella.it.spring.boot;

import io.tabella.it.kit.Eventually;
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
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.Transactional;
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
}
