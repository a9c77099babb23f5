package io.tabella.samples.orders;

import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Writes a bill for each order. */
@Component
class Billing {

  private final JdbcClient database;
  private final JmsTemplate messages;

  Billing(JdbcClient database, JmsTemplate messages) {
    this.database = database;
    this.messages = messages;
  }

  /** The order's message is gone, the bill is there, and so is the next message: or nothing is. */
  @JmsListener(destination = Queues.ORDERS)
  void bill(String id) {
    BigDecimal amount =
        database
            .sql("SELECT amount FROM orders WHERE id = ?")
            .param(id)
            .query(BigDecimal.class)
            .single();
    database.sql("INSERT INTO bills (order_id, amount) VALUES (?, ?)").params(id, amount).update();
    messages.convertAndSend(Queues.BILLED, id);
    // Last, to show that neither the bill nor the message stays.
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("Nobody can be billed " + amount + " for order " + id);
    }
  }
}
