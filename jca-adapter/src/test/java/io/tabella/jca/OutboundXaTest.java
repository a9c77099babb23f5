package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of applications in a container's transactions. */
class OutboundXaTest {

  @TempDir Path folder;

  private final TransactionManager transactions = Server.transactions();

  @SuppressWarnings("NullAway.Init") // made before each test
  private Server server;

  @SuppressWarnings("NullAway.Init") // made before each test
  private ServerPool pool;

  @SuppressWarnings("NullAway.Init") // made before each test
  private ConnectionFactory factory;

  @BeforeEach
  void begin() throws Exception {
    server = new Server(folder);
    pool = new ServerPool(transactions);
    factory = server.factory(pool);
  }

  @AfterEach
  void end() throws Exception {
    pool.flush();
    server.close();
    assertThat(pool.errors).isEmpty();
  }

  @Test
  void connectionThatIsClosedBeforeTheCommitLeavesItsWorkInTheTransaction() throws Exception {
    transactions.begin();
    try (JMSContext context = factory.createContext()) {
      context.createProducer().send(context.createQueue("q"), "one");
    }
    assertThat(server.drain("q")).isEmpty();
    transactions.commit();
    assertThat(server.drain("q")).containsExactly("one");
    assertThat(pool.idle()).isEqualTo(1);
  }

  @Test
  void twoConnectionsInOneTransactionAreOneManagedConnection() throws Exception {
    transactions.begin();
    try (Connection one = factory.createConnection();
        Connection two = factory.createConnection();
        Session first = one.createSession();
        Session second = two.createSession()) {
      Queue queue = first.createQueue("q");
      first.createProducer(queue).send(first.createTextMessage("one"));
      second.createProducer(queue).send(second.createTextMessage("two"));
      assertThat(first.getTransacted()).isTrue();
      assertThat(second.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
    }
    transactions.rollback();
    assertThat(pool.made).hasValue(1);
    assertThat(server.drain("q")).isEmpty();
  }

  @Test
  void messageReceivedInATransactionThatIsRolledBackComesAgain() throws Exception {
    server.send("q", "one");
    transactions.begin();
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
      assertThat(consumer.receiveBody(String.class, Server.LONG)).isEqualTo("one");
    }
    transactions.rollback();
    transactions.begin();
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
      Message again = consumer.receive(Server.LONG);
      assertThat(again.getJMSRedelivered()).isTrue();
      assertThat(Bean.count(again)).isEqualTo(2);
    }
    transactions.commit();
    assertThat(server.drain("q")).isEmpty();
  }

  @Test
  void handleServesInOneTransactionAfterTheOther() throws Exception {
    transactions.begin();
    JMSContext context = factory.createContext();
    Queue queue = context.createQueue("q");
    context.createProducer().send(queue, "undone");
    transactions.rollback();
    // A container with a connection cache takes it away in between.
    pool.dissociate();
    transactions.begin();
    context.createProducer().send(queue, "kept");
    assertThat(context.getTransacted()).isTrue();
    transactions.commit();
    pool.dissociate();
    context.createProducer().send(queue, "at once");
    context.close();
    assertThat(server.drain("q")).containsExactly("kept", "at once");
  }

  @Test
  void whoIsLeftOfATransactionThatTimedOutDoesNothingOutsideOfIt() throws Exception {
    server.send("other", "stays");
    transactions.setTransactionTimeout(1);
    transactions.begin();
    transactions.setTransactionTimeout(0);
    JMSContext context = factory.createContext();
    Queue queue = context.createQueue("q");
    context.createProducer().send(queue, "undone");
    Server.await(() -> !isActive());
    assertThatThrownBy(() -> context.createProducer().send(queue, "too late"))
        .isInstanceOf(JMSRuntimeException.class);
    assertThatThrownBy(
            () -> context.createConsumer(context.createQueue("other")).receive(Server.LONG))
        .isInstanceOf(JMSRuntimeException.class);
    transactions.rollback();
    transactions.begin();
    try (JMSContext next = factory.createContext()) {
      next.createProducer().send(queue, "kept");
    }
    transactions.commit();
    context.close();
    assertThat(server.drain("q")).containsExactly("kept");
    assertThat(server.drain("other")).containsExactly("stays");
  }

  private boolean isActive() {
    try {
      return transactions.getStatus() == Status.STATUS_ACTIVE;
    } catch (SystemException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingStaysOfADeliveryThatTimedOut() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Bean bean =
        new Bean(
            transactions,
            message -> {
              try (JMSContext context = factory.createContext()) {
                Queue reply = context.createQueue("reply");
                context.createProducer().send(reply, "reply " + calls.incrementAndGet());
                if (calls.get() == 1) {
                  Server.await(() -> !isActive());
                  context.createProducer().send(reply, "too late");
                }
              }
            });
    bean.timeoutSeconds.set(1);
    TabellaActivationSpec spec = new TabellaActivationSpec();
    spec.setResourceAdapter(server.adapter);
    spec.setDestination("q");
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "request");
    Server.await(() -> bean.texts.size() == 1);
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(calls).hasValue(2);
    assertThat(server.drain("reply")).containsExactly("reply 2");
    assertThat(server.drain("q")).isEmpty();
  }

  @Test
  void sessionInATransactionCannotCommitIt() throws Exception {
    transactions.begin();
    try (JMSContext context = factory.createContext()) {
      assertThatThrownBy(context::commit).hasMessageContaining("web or EJB container");
      assertThatThrownBy(context::rollback).hasMessageContaining("web or EJB container");
    }
    transactions.commit();
  }

  @Test
  void managedConnectionsOfOneStoreAreOneResourceManager() throws Exception {
    var one = server.managedFactory().createManagedConnection(null, null);
    var two = server.managedFactory().createManagedConnection(null, null);
    assertThat(one.getXAResource().isSameRM(two.getXAResource())).isTrue();
    one.destroy();
    two.destroy();
  }
}
