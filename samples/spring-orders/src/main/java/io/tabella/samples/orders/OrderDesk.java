package io.tabella.samples.orders;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts orders, and knows what has become of them. */
@Service
class OrderDesk {

  private final JdbcClient database;
  private final JmsTemplate messages;

  OrderDesk(JdbcClient database, JmsTemplate messages) {
    this.database = database;
    this.messages = messages;
  }

  /**
   * The row and the message are there, or neither.
   *
   * @throws org.springframework.dao.DuplicateKeyException if the order was placed before
   */
  @Transactional
  void place(Order order) {
    database
        .sql("INSERT INTO orders (id, item, amount) VALUES (?, ?, ?)")
        .params(order.id(), order.item(), order.amount())
        .update();
    messages.convertAndSend(Queues.ORDERS, order.id());
  }

  Optional<OrderStatus> find(String id) {
    return database
        .sql(
            """
            SELECT id, item, amount,
                   CASE WHEN EXISTS (SELECT 1 FROM shipments WHERE order_id = id) THEN 'SHIPPED'
                        WHEN EXISTS (SELECT 1 FROM bills WHERE order_id = id) THEN 'BILLED'
                        ELSE 'ACCEPTED' END AS state
            FROM orders WHERE id = ?
            """)
        .param(id)
        .query(OrderStatus.class)
        .optional();
  }
}
