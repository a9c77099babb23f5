package io.tabella.it.spring.boot;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.annotation.Transactional;

/** An application as its users write it: nothing here is of Tabella. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Shop {

  @Bean
  Orders orders(JdbcTemplate jdbc, JmsTemplate jms) {
    return new Orders(jdbc, jms);
  }

  @Bean
  Biller biller(JdbcTemplate jdbc, JmsTemplate jms) {
    return new Biller(jdbc, jms);
  }

  /** Takes orders. */
  static class Orders {

    private final JdbcTemplate jdbc;
    private final JmsTemplate jms;

    Orders(JdbcTemplate jdbc, JmsTemplate jms) {
      this.jdbc = jdbc;
      this.jms = jms;
    }

    /** Stores and sends; or neither, if it is refused. */
    @Transactional
    void take(String order) {
      jdbc.update("INSERT INTO shop_order (id) VALUES (?)", order);
      jms.convertAndSend("orders", order);
      if (order.startsWith("refused")) {
        throw new IllegalArgumentException(order);
      }
    }
  }

  /** Bills them. */
  static class Biller {

    private final JdbcTemplate jdbc;
    private final JmsTemplate jms;
    private final List<String> counts = new CopyOnWriteArrayList<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();

    Biller(JdbcTemplate jdbc, JmsTemplate jms) {
      this.jdbc = jdbc;
      this.jms = jms;
    }

    @JmsListener(destination = "orders", concurrency = "3")
    void bill(Message message) throws JMSException {
      String order = ((TextMessage) message).getText();
      counts.add(order + " " + message.getIntProperty("JMSXDeliveryCount"));
      @Nullable String trace = message.getStringProperty("traceparent");
      traces.add(String.valueOf(trace));
      jdbc.update("INSERT INTO shop_bill (id) VALUES (?)", order);
      jms.convertAndSend("replies", order);
      if (order.startsWith("poison")) {
        throw new IllegalArgumentException(order);
      }
    }

    /** Each delivery: the order and how often it was tried. */
    List<String> counts() {
      return counts;
    }

    /** What each message said of the trace it belongs to. */
    List<String> traces() {
      return traces;
    }
  }
}
