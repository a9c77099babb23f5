package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A template in global transactions, with the rows of another resource. */
class JtaTemplateTest extends TemplateBehaviour {

  /** An application that says where its transactions are. */
  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  static class ShopBeans {

    @Bean
    Shop shop(JmsTemplate jms, Bills bills, Audit audit) {
      return new Shop(jms, bills, audit);
    }

    @Bean
    Audit audit(JmsTemplate jms, Bills bills) {
      return new Audit(jms, bills);
    }
  }

  /** Takes orders. */
  @SuppressWarnings("DesignForExtension") // Spring extends it
  static class Shop {

    private final @Nullable JmsTemplate jms;
    private final @Nullable Bills bills;
    private final @Nullable Audit audit;

    Shop(@Nullable JmsTemplate jms, @Nullable Bills bills, @Nullable Audit audit) {
      this.jms = jms;
      this.bills = bills;
      this.audit = audit;
    }

    @Transactional
    public void order(String queue, String id, boolean fails) {
      Objects.requireNonNull(bills).add(id);
      Objects.requireNonNull(jms).convertAndSend(queue, id);
      Objects.requireNonNull(audit).note(queue, "noted-" + id);
      if (fails) {
        throw new Trouble();
      }
    }
  }

  /** Notes what was tried. */
  @SuppressWarnings("DesignForExtension") // Spring extends it
  static class Audit {

    private final @Nullable JmsTemplate jms;
    private final @Nullable Bills bills;

    Audit(@Nullable JmsTemplate jms, @Nullable Bills bills) {
      this.jms = jms;
      this.bills = bills;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void note(String queue, String id) {
      Objects.requireNonNull(bills).add(id);
      Objects.requireNonNull(jms).convertAndSend(queue, id);
    }
  }

  Class<?> beans() {
    return JtaBeans.class;
  }

  @Override
  Class<?>[] configurations() {
    return new Class<?>[] {beans(), ShopBeans.class};
  }

  /** Looks with a connection that is in no transaction. */
  private int seenByOthers() {
    try (var other = context.getBean(TabellaXAConnectionFactory.class).createContext();
        var browser = other.createBrowser(other.createQueue(queue))) {
      int seen = 0;
      for (var all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
        seen++;
      }
      return seen;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sendCommitsWithTheRow() throws Exception {
    transactions.executeWithoutResult(
        status -> {
          jms.convertAndSend(queue, "one");
          bills.add("1");
          jms.convertAndSend(queue, "two");
          assertThat(seenByOthers()).as("messages that others see before the commit").isZero();
        });
    assertThat(drain(jms, queue)).containsExactly("one", "two");
    assertThat(bills()).containsExactly("1");
  }

  @Test
  void exceptionLeavesNeither() throws Exception {
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

  @Test
  void rowThatIsRefusedTakesTheMessageWithIt() throws Exception {
    transactions.executeWithoutResult(status -> bills.add("1"));
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      jms.convertAndSend(queue, "never");
                      bills.add("1");
                    }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(drain(jms, queue)).isEmpty();
  }

  @Test
  void messageRowAndReplyAreOne() throws Exception {
    String replies = newQueue();
    jms.convertAndSend(queue, "order");
    transactions.executeWithoutResult(
        status -> {
          assertThat(Counts.of(receive())).isOne();
          bills.add("1");
          jms.convertAndSend(replies, "never");
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(
        status -> {
          assertThat(Counts.of(receive())).isEqualTo(2);
          bills.add("1");
          jms.convertAndSend(replies, "billed");
        });
    assertThat(drain(jms, queue)).isEmpty();
    assertThat(drain(jms, replies)).containsExactly("billed");
    assertThat(bills()).containsExactly("1");
  }

  @Test
  void messagesAloneCommitInOnePhase() throws Exception {
    transactions.executeWithoutResult(status -> jms.convertAndSend(queue, "order"));
    transactions.executeWithoutResult(
        status -> {
          receive();
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(status -> assertThat(Counts.of(receive())).isEqualTo(2));
    assertThat(drain(jms, queue)).isEmpty();
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
  void annotatedMethodsAreTransactionsAndSuspendThem() throws Exception {
    Shop shop = context.getBean(Shop.class);
    shop.order(queue, "1", false);
    assertThatThrownBy(() -> shop.order(queue, "2", true)).isInstanceOf(Trouble.class);
    assertThat(drain(jms, queue)).containsExactlyInAnyOrder("1", "noted-1", "noted-2");
    assertThat(bills()).containsExactly("1", "noted-1", "noted-2");
  }

  /** The session of the outer transaction waits meanwhile, and works on afterwards. */
  @Test
  void suspendedTransactionIsResumed() throws Exception {
    TransactionTemplate own = propagating(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    TransactionTemplate none = propagating(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    String orders = newQueue();
    jms.convertAndSend(orders, "order");
    transactions.executeWithoutResult(
        outer -> {
          assertThat(jms.receive(orders)).isNotNull();
          jms.convertAndSend(queue, "before");
          own.executeWithoutResult(
              inner -> {
                jms.convertAndSend(queue, "never");
                bills.add("never");
                inner.setRollbackOnly();
              });
          none.executeWithoutResult(inner -> jms.convertAndSend(queue, "outside"));
          assertThat(seenByOthers()).as("the one that was sent outside").isOne();
          jms.convertAndSend(queue, "after");
          bills.add("outer");
        });
    assertThat(drain(jms, queue)).containsExactlyInAnyOrder("before", "outside", "after");
    assertThat(bills()).containsExactly("outer");
    assertThat(drain(jms, orders)).isEmpty();
  }

  @Test
  void transactionThatTimesOutLeavesNothing() throws Exception {
    jms.convertAndSend(queue, "order");
    TransactionManager manager =
        Objects.requireNonNull(
            context.getBean(JtaTransactionManager.class).getTransactionManager());
    TransactionTemplate brief = propagating(TransactionDefinition.PROPAGATION_REQUIRED);
    brief.setTimeout(2);
    assertThatThrownBy(
            () ->
                brief.executeWithoutResult(
                    status -> {
                      receive();
                      bills.add("1");
                      jms.convertAndSend(queue, "never");
                      Eventually.eventually(
                          () -> "it does not time out",
                          () -> Eventually.unchecked(manager::getStatus) != Status.STATUS_ACTIVE);
                    }))
        .isInstanceOf(TransactionException.class);
    assertThat(bills()).isEmpty();
    assertThat(Counts.of(receive())).isEqualTo(2);
    assertThat(drain(jms, queue)).isEmpty();
  }

  @Test
  void whatIsPublishedReachesSubscribersWhenItIsCommitted() throws Exception {
    JmsTemplate topic = new JmsTemplate(context.getBean(ConnectionFactory.class));
    topic.setPubSubDomain(true);
    try (var subscriber = context.getBean(TabellaXAConnectionFactory.class).createContext()) {
      var consumer = subscriber.createConsumer(subscriber.createTopic("prices"));
      transactions.executeWithoutResult(
          status -> {
            topic.convertAndSend("prices", "never");
            status.setRollbackOnly();
          });
      transactions.executeWithoutResult(
          status -> {
            topic.convertAndSend("prices", "one");
            bills.add("1");
            topic.convertAndSend("prices", "two");
          });
      assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("one");
      assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("two");
    }
  }
}
