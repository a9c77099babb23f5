package io.tabella.it.server;

import static io.tabella.it.kit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.transaction.UserTransaction;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs in the server, with a RAR in the application's own EAR. */
@ExtendWith(ArquillianExtension.class)
class EarIT {

  /** The application. */
  @Deployment
  public static EnterpriseArchive application() {
    return Archives.ear(EarIT.class);
  }

  @Test
  void beanGetsItsMessagesByTheAdapterInItsEar() throws Exception {
    try (JMSContext context = factory().createContext()) {
      context.createProducer().send(context.createQueue("inner"), "to the inner adapter");
    }
    eventually(
        () -> "seen: " + Seen.of("InnerBean"),
        () -> Seen.of("InnerBean").equals(List.of("to the inner adapter/1")));
  }

  @Test
  void connectionsOfTheAdapterInTheEarTakePartInTransactions() throws Exception {
    ConnectionFactory inner = (ConnectionFactory) found(Names.INNER_FACTORY);
    UserTransaction transaction = (UserTransaction) found("java:comp/UserTransaction");
    transaction.begin();
    send(inner, "undone");
    transaction.rollback();
    transaction.begin();
    send(inner, "kept");
    transaction.commit();
    transaction.begin();
    try (JMSContext context = inner.createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("outbound"))) {
      assertEquals("kept", consumer.receiveBody(String.class, 20_000));
      assertNull(consumer.receive(500));
    } finally {
      transaction.commit();
    }
  }

  private static void send(ConnectionFactory factory, String text) {
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue("outbound"), text);
    }
  }

  private static ConnectionFactory factory() throws NamingException {
    return (ConnectionFactory) found("java:comp/DefaultJMSConnectionFactory");
  }

  @SuppressWarnings("BanJNDI") // the names are the tests'
  private static Object found(String name) throws NamingException {
    return new InitialContext().lookup(name);
  }
}
