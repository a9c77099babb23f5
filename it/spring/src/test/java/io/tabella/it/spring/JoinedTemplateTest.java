package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Databases;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A template in the transactions of the data source. */
class JoinedTemplateTest extends TemplateBehaviour {

  /** Of an application that says where its transactions are. */
  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  @Import(JoinedBeans.class)
  static class ShopBeans {

    @Bean
    Shop shop(JmsTemplate jms, Bills bills) {
      return new Shop(jms, bills);
    }
  }

  /** An application. */
  @SuppressWarnings("DesignForExtension") // Spring extends it
  static class Shop {

    private final @Nullable JmsTemplate jms;
    private final @Nullable Bills bills;

    Shop(@Nullable JmsTemplate jms, @Nullable Bills bills) {
      this.jms = jms;
      this.bills = bills;
    }

    @Transactional
    public void order(String queue, String id, boolean fails) {
      Objects.requireNonNull(bills).add(id);
      Objects.requireNonNull(jms).convertAndSend(queue, id);
      if (fails) {
        throw new Trouble();
      }
    }

    @Transactional(readOnly = true)
    public void lookAndSend(String queue) {
      Objects.requireNonNull(jms).convertAndSend(queue, "looked");
    }
  }

  @Override
  Class<?>[] configurations() {
    return new Class<?>[] {ShopBeans.class};
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendCommitsWithTheRow(boolean sessionTransacted) throws Exception {
    jms.setSessionTransacted(sessionTransacted);
    transactions.executeWithoutResult(
        status -> {
          jms.convertAndSend(queue, "order");
          bills.add("1");
          assertThat(seenByOthers()).as("messages that others see before the commit").isZero();
        });
    assertThat(drain(jms, queue)).containsExactly("order");
    assertThat(bills()).containsExactly("1");
  }

  private int seenByOthers() {
    JmsTemplate other = new JmsTemplate(Objects.requireNonNull(jms.getConnectionFactory()));
    return Objects.requireNonNull(
        other.browse(
            queue,
            (session, browser) ->
                Collections.list((Enumeration<?>) browser.getEnumeration()).size()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void exceptionLeavesNeither(boolean sessionTransacted) throws Exception {
    jms.setSessionTransacted(sessionTransacted);
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      jms.convertAndSend(queue, "never");
                      bills.add("1");
                      throw new Trouble();
                    }))
        .isInstanceOf(Trouble.class);
    assertThat(drain(jms, queue)).isEmpty();
    assertThat(bills()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasReceivedInATransactionThatRollsBackComesAgainCounted(boolean sessionTransacted)
      throws Exception {
    jms.setSessionTransacted(sessionTransacted);
    jms.convertAndSend(queue, "order");
    transactions.executeWithoutResult(
        status -> {
          Message first = receive();
          assertThat(Counts.of(first)).isOne();
          bills.add("1");
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(
        status -> {
          Message again = receive();
          assertThat(Counts.of(again)).isEqualTo(2);
          bills.add("1");
        });
    jms.setReceiveTimeout(300);
    assertThat(jms.receive(queue)).isNull();
    assertThat(bills()).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outsideOfTransactionsMessagesGoAtOnce(boolean sessionTransacted) throws Exception {
    jms.setSessionTransacted(sessionTransacted);
    jms.convertAndSend(queue, "one");
    assertThat(text(receive())).isEqualTo("one");
    assertThat(drain(jms, queue)).isEmpty();
  }

  @Test
  void annotatedMethodsAreTransactions() throws Exception {
    Shop shop = context.getBean(Shop.class);
    shop.order(queue, "1", false);
    assertThatThrownBy(() -> shop.order(queue, "2", true)).isInstanceOf(Trouble.class);
    shop.order(queue, "3", false);
    assertThat(drain(jms, queue)).containsExactly("1", "3");
    assertThat(bills()).containsExactly("1", "3");
  }

  /** H2 takes read-only for a hint and tells nobody of it. */
  @Test
  void readOnlyTransactionSendsNothing() throws Exception {
    Shop shop = context.getBean(Shop.class);
    if (databases == Databases.H2) {
      shop.lookAndSend(queue);
      assertThat(drain(jms, queue)).containsExactly("looked");
    } else {
      assertThatThrownBy(() -> shop.lookAndSend(queue))
          .isInstanceOf(JmsException.class)
          .hasMessageContaining("read-only");
      assertThat(drain(jms, queue)).isEmpty();
    }
  }

  @Test
  void savepointTakesItsMessagesWithIt() throws Exception {
    String orders = newQueue();
    jms.convertAndSend(orders, "order");
    TransactionTemplate nested = propagating(TransactionDefinition.PROPAGATION_NESTED);
    transactions.executeWithoutResult(
        outer -> {
          jms.convertAndSend(queue, "before");
          bills.add("before");
          nested.executeWithoutResult(
              inner -> {
                assertThat(jms.receive(orders)).isNotNull();
                jms.convertAndSend(queue, "never");
                bills.add("never");
                inner.setRollbackOnly();
              });
          nested.executeWithoutResult(inner -> jms.convertAndSend(queue, "nested"));
          jms.convertAndSend(queue, "after");
        });
    assertThat(drain(jms, queue)).containsExactly("before", "nested", "after");
    assertThat(bills()).containsExactly("before");
    Message again = Objects.requireNonNull(jms.receive(orders));
    assertThat(Counts.of(again)).as("back when the outer transaction has ended").isEqualTo(2);
  }

  @Test
  void transactionWithinATransactionIsItsOwn() throws Exception {
    TransactionTemplate own = propagating(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    TransactionTemplate none = propagating(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    transactions.executeWithoutResult(
        outer -> {
          jms.convertAndSend(queue, "outer");
          bills.add("outer");
          own.executeWithoutResult(
              inner -> {
                jms.convertAndSend(queue, "inner");
                bills.add("inner");
              });
          none.executeWithoutResult(inner -> jms.convertAndSend(queue, "outside"));
          outer.setRollbackOnly();
        });
    assertThat(drain(jms, queue)).containsExactlyInAnyOrder("inner", "outside");
    assertThat(bills()).containsExactly("inner");
  }

  @Test
  void whatIsPublishedReachesSubscribersWhenItIsCommitted() throws Exception {
    JmsTemplate topic = new JmsTemplate(Objects.requireNonNull(jms.getConnectionFactory()));
    topic.setPubSubDomain(true);
    try (var subscriber = context.getBean(ConnectionFactory.class).createContext()) {
      var consumer = subscriber.createConsumer(subscriber.createTopic("prices"));
      transactions.executeWithoutResult(
          status -> {
            topic.convertAndSend("prices", "never");
            status.setRollbackOnly();
          });
      transactions.executeWithoutResult(
          status -> {
            topic.convertAndSend("prices", "one");
            topic.convertAndSend("prices", "two");
          });
      assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("one");
      assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("two");
    }
  }
}
