package io.tabella.it.spring;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of templates in transactions have in common, whatever the transactions are. */
abstract class TemplateBehaviour extends SpringBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  protected ConfigurableApplicationContext context;

  @SuppressWarnings("NullAway.Init") // made before each test
  protected JmsTemplate jms;

  @SuppressWarnings("NullAway.Init") // made before each test
  protected TransactionTemplate transactions;

  @SuppressWarnings("NullAway.Init") // made before each test
  protected Bills bills;

  /** What goes wrong in an application. */
  protected static final class Trouble extends RuntimeException {}

  /** Where connections and transactions come from, and the application. */
  abstract Class<?>[] configurations();

  @Override
  @BeforeEach
  void begin() throws SQLException {
    super.begin();
    context = start(configurations());
    jms = context.getBean(JmsTemplate.class);
    transactions = context.getBean(TransactionTemplate.class);
    bills = context.getBean(Bills.class);
  }

  protected final TransactionTemplate propagating(int propagation) {
    TransactionTemplate made =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    made.setPropagationBehavior(propagation);
    return made;
  }

  protected final Message receive() {
    return Objects.requireNonNull(jms.receive(queue), "a message");
  }

  protected static String text(Message message) throws JMSException {
    return ((TextMessage) message).getText();
  }
}
