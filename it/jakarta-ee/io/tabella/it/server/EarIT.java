package io.tabella.it.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
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
    long end = System.nanoTime() + 20_000_000_000L;
    while (!Seen.of("InnerBean").equals(List.of("to the inner adapter/1"))) {
      assertTrue(System.nanoTime() < end, () -> "seen: " + Seen.of("InnerBean"));
      Thread.sleep(20);
    }
  }

  @SuppressWarnings("BanJNDI") // the name is the test's
  private static ConnectionFactory factory() throws NamingException {
    return (ConnectionFactory)
        new InitialContext().lookup("java:comp/DefaultJMSConnectionFactory");
  }
}
