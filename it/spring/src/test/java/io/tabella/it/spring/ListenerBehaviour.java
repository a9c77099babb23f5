package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;

/** Listener containers that begin a transaction for each message. */
abstract class ListenerBehaviour extends SpringBehaviour {

  private static final int ORDERS = 100;

  /** Where the transactions, the rows and the messages come from. */
  abstract Class<?> beans();

  /** Writes a row and a reply for each message; fails, after it has, for those that say so. */
  static final class Biller implements MessageListener {

    private final Bills bills;
    private final JmsTemplate jms;
    private final Map<String, List<Integer>> counts = new ConcurrentHashMap<>();

    Biller(Bills bills, JmsTemplate jms) {
      this.bills = bills;
      this.jms = jms;
    }

    @Override
    public void onMessage(Message message) {
      bill(Eventually.unchecked(((TextMessage) message)::getText), Counts.of(message));
    }

    void bill(String order, int count) {
      counts.computeIfAbsent(order, fresh -> new CopyOnWriteArrayList<>()).add(count);
      bills.add(order);
      jms.convertAndSend("replies", order);
      if (order.startsWith("poison") || (order.startsWith("late") && count < 2)) {
        throw new IllegalArgumentException(order);
      }
    }
  }

  /** With a listener. */
  @Configuration(proxyBeanMethods = false)
  static class BillerBeans {

    @Bean
    Biller biller(Bills bills, JmsTemplate jms) {
      return new Biller(bills, jms);
    }
  }

  /** With a container for it. */
  @Configuration(proxyBeanMethods = false)
  @Import(BillerBeans.class)
  static class ContainerBeans {

    @Bean
    DefaultMessageListenerContainer container(
        ConnectionFactory connectionFactory,
        PlatformTransactionManager transactionManager,
        Biller biller,
        String queue) {
      DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
      container.setConnectionFactory(connectionFactory);
      container.setTransactionManager(transactionManager);
      container.setDestinationName(queue);
      container.setConcurrentConsumers(3);
      container.setMessageListener(biller);
      container.setErrorHandler(expected -> {});
      container.setAutoStartup(false);
      return container;
    }
  }

  /** With annotated methods. */
  @Configuration(proxyBeanMethods = false)
  @EnableJms
  @Import(BillerBeans.class)
  static class AnnotationBeans {

    @Bean
    DefaultJmsListenerContainerFactory jmsListenerContainerFactory(
        ConnectionFactory connectionFactory, PlatformTransactionManager transactionManager) {
      DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
      factory.setConnectionFactory(connectionFactory);
      factory.setTransactionManager(transactionManager);
      factory.setConcurrency("3");
      factory.setErrorHandler(expected -> {});
      return factory;
    }

    @Bean
    Annotated annotated(Biller biller) {
      return new Annotated(biller);
    }
  }

  /** Listens. */
  record Annotated(Biller biller) {

    @JmsListener(destination = "annotated")
    void order(TextMessage message) throws JMSException {
      biller.onMessage(message);
    }
  }

  /** With a durable subscriber. */
  @Configuration(proxyBeanMethods = false)
  @Import(BillerBeans.class)
  static class SubscriberBeans {

    @Bean
    DefaultMessageListenerContainer container(
        ConnectionFactory connectionFactory,
        PlatformTransactionManager transactionManager,
        Biller biller) {
      DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
      container.setConnectionFactory(connectionFactory);
      container.setTransactionManager(transactionManager);
      container.setDestinationName("orders");
      container.setPubSubDomain(true);
      container.setSubscriptionShared(true);
      container.setSubscriptionDurable(true);
      container.setSubscriptionName("biller");
      container.setConcurrentConsumers(2);
      container.setMessageListener(biller);
      container.setErrorHandler(expected -> {});
      return container;
    }
  }

  private static List<String> orders() {
    List<String> orders = new ArrayList<>();
    IntStream.range(0, ORDERS).forEach(i -> orders.add("order-" + (1000 + i)));
    orders.add(10, "poison");
    orders.add(20, "late");
    return orders;
  }

  /** All are billed once, but the poison. */
  private void assertBilled(ConfigurableApplicationContext context, String poison)
      throws JMSException, SQLException {
    List<String> good = orders().stream().filter(order -> !order.equals("poison")).toList();
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    Eventually.eventually(
        () -> "billed: " + Eventually.unchecked(this::bills),
        () -> Eventually.unchecked(this::bills).size() == good.size());
    assertThat(bills()).containsExactlyInAnyOrderElementsOf(good);
    Message dead = Objects.requireNonNull(jms.receive("DLQ"));
    assertThat(((TextMessage) dead).getText()).isEqualTo(poison);
    assertThat(drain(jms, "DLQ")).isEmpty();
    assertThat(drain(jms, "replies")).containsExactlyInAnyOrderElementsOf(good);
  }

  private static void assertCounted(ConfigurableApplicationContext context) {
    Biller biller = context.getBean(Biller.class);
    assertThat(biller.counts.get("poison")).containsExactly(1, 2, 3);
    assertThat(biller.counts.get("late")).containsExactly(1, 2);
  }

  /**
   * A container that stops rejects what it has just received, which is counted and not seen; and of
   * several messages of a topic that fail only one count is kept when nobody has a consumer, as may
   * be between two messages without a cache.
   */
  private static void assertCountsNeverFall(ConfigurableApplicationContext context) {
    Biller biller = context.getBean(Biller.class);
    assertThat(biller.counts.get("poison")).isSorted().isSubsetOf(1, 2, 3);
    assertThat(biller.counts.get("late")).isSorted().isSubsetOf(1, 2, 3);
  }

  /** With what a container keeps from message to message. */
  final void assertEachMessageIsBilledOnce(int cacheLevel) throws JMSException, SQLException {
    ConfigurableApplicationContext context = start(beans(), ContainerBeans.class);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    orders().forEach(order -> jms.convertAndSend(queue, order));
    DefaultMessageListenerContainer container =
        context.getBean(DefaultMessageListenerContainer.class);
    container.setCacheLevel(cacheLevel);
    container.start();
    assertBilled(context, "poison");
    assertCounted(context);
  }

  @Test
  void annotatedListenersToo() throws Exception {
    ConfigurableApplicationContext context = start(beans(), AnnotationBeans.class);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    orders().forEach(order -> jms.convertAndSend("annotated", order));
    assertBilled(context, "poison");
    assertCounted(context);
  }

  /** With two consumers, which stop and come again. */
  final void assertDurableSubscribersBillOnce() throws JMSException, SQLException {
    ConfigurableApplicationContext context = start(beans(), SubscriberBeans.class);
    JmsTemplate topic = new JmsTemplate(context.getBean(ConnectionFactory.class));
    topic.setPubSubDomain(true);
    // From here on there are tables to ask.
    topic.execute(session -> null);
    DefaultMessageListenerContainer container =
        context.getBean(DefaultMessageListenerContainer.class);
    Eventually.eventually(() -> "nobody subscribes", () -> subscriptions() > 0);
    orders().subList(0, 50).forEach(order -> topic.convertAndSend("orders", order));
    container.stop();
    orders().subList(50, orders().size()).forEach(order -> topic.convertAndSend("orders", order));
    container.start();
    assertBilled(context, "poison");
    assertCountsNeverFall(context);
    container.shutdown();
    try (var admin = context.getBean(ConnectionFactory.class).createContext()) {
      admin.unsubscribe("biller");
    }
  }

  private long subscriptions() {
    return Eventually.unchecked(() -> ask("SELECT COUNT(*) FROM tabella_subscription"));
  }
}
