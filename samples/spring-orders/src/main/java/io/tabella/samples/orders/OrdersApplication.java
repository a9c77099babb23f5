package io.tabella.samples.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tabella's starter makes the connection factory; nothing is to be configured here. */
@SpringBootApplication
public class OrdersApplication {

  /** Runs it. */
  public static void main(String[] arguments) {
    SpringApplication.run(OrdersApplication.class, arguments);
  }
}
