package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.jms.listener.SimpleMessageListenerContainer;
import org.springframework.messaging.handler.annotation.SendTo;

/** Listener containers whose transactions are those of the session. */
class LocalTransactionListenerTest extends SpringBehaviour {

  private static final int ORDERS = 100;

  /** The containers of Spring. */
  enum Container {
    DEFAULT {
      @Override
      AbstractMessageListenerContainer make(int consumers) {
        DefaultMessageListenerContainer made = new DefaultMessageListenerContainer();
        made.setConcurrentConsumers(consumers);
        return made;
      }
    },
    SIMPLE {
      @Override
      AbstractMessageListenerContainer make(int consumers) {
        SimpleMessageListenerContainer made = new SimpleMessageListenerContainer();
        made.setConcurrentConsumers(consumers);
        return made;
      }
    };

    abstract AbstractMessageListenerContainer make(int consumers);
  }

  /** Replies in the transaction of the session that has received. */
  private static final class Replier implements SessionAwareMessageListener<TextMessage> {

    @Override
    public void onMessage(TextMessage message, Session session) throws JMSException {
      try (var producer = session.createProducer(session.createQueue("replies"))) {
        producer.send(session.createTextMessage(message.getText()));
      }
      if (message.getText().equals("poison")) {
        throw new IllegalArgumentException("poison");
      }
    }
  }

  /** With annotated methods. */
  @Configuration(proxyBeanMethods = false)
  @EnableJms
  @Import(PlainBeans.class)
  static class AnnotationBeans {

    @Bean
    DefaultJmsListenerContainerFactory jmsListenerContainerFactory(
        ConnectionFactory connectionFactory) {
      DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
      factory.setConnectionFactory(connectionFactory);
      factory.setSessionTransacted(true);
      factory.setConcurrency("1-3");
      factory.setErrorHandler(expected -> {});
      return factory;
    }

    @Bean
    Annotated annotated() {
      return new Annotated();
    }
  }

  /** Listens and replies. */
  static final class Annotated {

    @JmsListener(destination = "annotated")
    @SendTo("replies")
    String order(String text) {
      if (text.equals("poison")) {
        throw new IllegalArgumentException("poison");
      }
      return text;
    }

    @JmsListener(destination = "questions")
    String answer(String question) {
      return question + "!";
    }
  }

  private static List<String> good() {
    return IntStream.range(0, ORDERS).mapToObj(i -> "order-" + i).toList();
  }

  private static void send(JmsTemplate jms, String queue) {
    List<String> orders = new ArrayList<>(good());
    orders.add(10, "poison");
    orders.forEach(order -> jms.convertAndSend(queue, order));
  }

  private static void assertReplied(JmsTemplate jms) throws JMSException {
    List<String> replies = new ArrayList<>();
    while (replies.size() < ORDERS) {
      replies.add(String.valueOf(jms.receiveAndConvert("replies")));
    }
    assertThat(replies).containsExactlyInAnyOrderElementsOf(good());
    Message dead = Objects.requireNonNull(jms.receive("DLQ"));
    assertThat(((TextMessage) dead).getText()).isEqualTo("poison");
    assertThat(drain(jms, "replies")).isEmpty();
    assertThat(drain(jms, "DLQ")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void eachMessageIsRepliedToOnce(Container kind) throws Exception {
    ConfigurableApplicationContext context = start(PlainBeans.class);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    send(jms, queue);
    AbstractMessageListenerContainer container = kind.make(3);
    container.setConnectionFactory(context.getBean(ConnectionFactory.class));
    container.setDestinationName(queue);
    container.setSessionTransacted(true);
    container.setMessageListener(new Replier());
    container.setErrorHandler(expected -> {});
    container.afterPropertiesSet();
    container.start();
    try {
      assertReplied(jms);
    } finally {
      container.shutdown();
    }
  }

  @Test
  void annotatedListenersReplyInTheirTransaction() throws Exception {
    JmsTemplate jms = start(AnnotationBeans.class).getBean(JmsTemplate.class);
    send(jms, "annotated");
    assertReplied(jms);
  }

  @Test
  void questionIsAnsweredOnATemporaryQueue() throws Exception {
    JmsTemplate jms = start(AnnotationBeans.class).getBean(JmsTemplate.class);
    Message answer = jms.sendAndReceive("questions", session -> session.createTextMessage("why"));
    assertThat(((TextMessage) Objects.requireNonNull(answer)).getText()).isEqualTo("why!");
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void durableSubscriptionWithAClientIdentifier(Container kind) throws Exception {
    ConfigurableApplicationContext context = start(PlainBeans.class);
    ConnectionFactory connectionFactory = context.getBean(ConnectionFactory.class);
    JmsTemplate topic = new JmsTemplate(connectionFactory);
    topic.setPubSubDomain(true);
    // From here on there are tables to ask.
    topic.execute(session -> null);
    List<String> received = new CopyOnWriteArrayList<>();
    AbstractMessageListenerContainer first = auditor(kind, connectionFactory, received);
    Eventually.eventually(() -> "nobody subscribes", () -> subscriptions() > 0);
    topic.convertAndSend("orders", "one");
    Eventually.eventually(() -> "received " + received, () -> received.size() == 1);
    first.shutdown();
    topic.convertAndSend("orders", "two");
    AbstractMessageListenerContainer second = auditor(kind, connectionFactory, received);
    Eventually.eventually(() -> "received " + received, () -> received.size() == 2);
    second.shutdown();
    assertThat(received).containsExactly("one", "two");
    try (var connection = connectionFactory.createConnection()) {
      connection.setClientID("office");
      connection.createSession().unsubscribe("auditor");
    }
  }

  private static AbstractMessageListenerContainer auditor(
      Container kind, ConnectionFactory connectionFactory, List<String> received) {
    AbstractMessageListenerContainer made = kind.make(1);
    made.setConnectionFactory(connectionFactory);
    made.setPubSubDomain(true);
    made.setSubscriptionDurable(true);
    made.setDurableSubscriptionName("auditor");
    made.setClientId("office");
    made.setDestinationName("orders");
    made.setSessionTransacted(true);
    made.setMessageListener(
        (MessageListener)
            message -> received.add(Eventually.unchecked(((TextMessage) message)::getText)));
    made.afterPropertiesSet();
    made.start();
    return made;
  }

  private long subscriptions() {
    return Eventually.unchecked(() -> ask("SELECT COUNT(*) FROM tabella_subscription"));
  }
}
