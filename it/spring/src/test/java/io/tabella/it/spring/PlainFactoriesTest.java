package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's own connection factories over ours, or none, and its transactions of a session. */
class PlainFactoriesTest extends SpringBehaviour {

  /** A connection and its sessions are kept. */
  @Configuration(proxyBeanMethods = false)
  @Import(PlainBeans.class)
  static class CachingBeans {

    @Bean
    @Primary
    CachingConnectionFactory cachingConnectionFactory(TabellaConnectionFactory target) {
      return new CachingConnectionFactory(target);
    }
  }

  /** The same in the transactions of the data source. */
  @Configuration(proxyBeanMethods = false)
  @Import(JoinedBeans.class)
  static class JoinedCachingBeans {

    @Bean
    @Primary
    CachingConnectionFactory cachingConnectionFactory(TabellaConnectionFactory target) {
      return new CachingConnectionFactory(target);
    }
  }

  /** One connection. */
  @Configuration(proxyBeanMethods = false)
  @Import(PlainBeans.class)
  static class SingleBeans {

    @Bean
    @Primary
    SingleConnectionFactory singleConnectionFactory(TabellaConnectionFactory target) {
      return new SingleConnectionFactory(target);
    }
  }

  /** Receives, sends and rolls back; then the same again, and commits. */
  private void assertTransactions(ConfigurableApplicationContext context) throws JMSException {
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    String replies = newQueue();
    TransactionTemplate transactions =
        new TransactionTemplate(
            new JmsTransactionManager(context.getBean(ConnectionFactory.class)));
    jms.convertAndSend(queue, "order");
    transactions.executeWithoutResult(
        status -> {
          assertThat(Counts.of(Objects.requireNonNull(jms.receive(queue)))).isOne();
          jms.convertAndSend(replies, "never");
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(
        status -> {
          assertThat(Counts.of(Objects.requireNonNull(jms.receive(queue)))).isEqualTo(2);
          jms.convertAndSend(replies, "billed");
        });
    assertThat(drain(jms, replies)).containsExactly("billed");
    assertThat(drain(jms, queue)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = {PlainBeans.class, CachingBeans.class, SingleBeans.class})
  void transactionsOfASession(Class<?> beans) throws Exception {
    assertTransactions(start(beans));
  }

  @ParameterizedTest
  @ValueSource(classes = {PlainBeans.class, CachingBeans.class, SingleBeans.class})
  void transactedSessionsWithoutATransaction(Class<?> beans) throws Exception {
    JmsTemplate jms = start(beans).getBean(JmsTemplate.class);
    jms.setSessionTransacted(true);
    jms.convertAndSend(queue, "one");
    assertThat(jms.receiveAndConvert(queue)).isEqualTo("one");
    assertThat(drain(jms, queue)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = {JoinedBeans.class, JoinedCachingBeans.class})
  void joinedSessionsMayBeKept(Class<?> beans) throws Exception {
    ConfigurableApplicationContext context = start(beans);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    Bills bills = context.getBean(Bills.class);
    TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
    for (int i = 0; i < 20; i++) {
      String id = "bill-" + (10 + i);
      boolean fails = i % 3 == 0;
      transactions.executeWithoutResult(
          status -> {
            jms.convertAndSend(queue, id);
            bills.add(id);
            if (fails) {
              status.setRollbackOnly();
            }
          });
    }
    assertThat(bills()).hasSize(13);
    assertThat(drain(jms, queue)).containsExactlyElementsOf(bills());
  }

  /** A connection for each message: nothing is left when the application ends. */
  @Test
  void thousandSendsWithoutACache() throws Exception {
    JmsTemplate jms = start(PlainBeans.class).getBean(JmsTemplate.class);
    IntStream.range(0, 1_000).forEach(i -> jms.convertAndSend(queue, "message-" + i));
    assertThat(ask("SELECT COUNT(*) FROM tabella_node")).isOne();
    assertThat(drain(jms, queue)).hasSize(1_000).startsWith("message-0").endsWith("message-999");
  }

  /** The same in transactions. */
  @Test
  void thousandJoinedSendsWithoutACache() throws Exception {
    ConfigurableApplicationContext context = start(JoinedBeans.class);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
    for (int i = 0; i < 1_000; i++) {
      String text = "message-" + i;
      transactions.executeWithoutResult(status -> jms.convertAndSend(queue, text));
    }
    assertThat(drain(jms, queue)).hasSize(1_000);
    var pool = context.getBean(HikariDataSource.class).getHikariPoolMXBean();
    Eventually.eventually(
        () -> "connections in use: " + pool.getActiveConnections(),
        () -> pool.getActiveConnections() == 0);
  }
}
