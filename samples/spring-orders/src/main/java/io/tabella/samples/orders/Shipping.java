package io.tabella.samples.orders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Ships what is billed. */
@Component
class Shipping {

  private final JdbcClient database;

  Shipping(JdbcClient database) {
    this.database = database;
  }

  /** The message is gone and the shipment is there, or neither. */
  @JmsListener(destination = Queues.BILLED)
  void ship(String id) {
    database.sql("INSERT INTO shipments (order_id) VALUES (?)").param(id).update();
  }
}
