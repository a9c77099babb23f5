package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jca.outbound.ConnectionHandle;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.security.PasswordCredential;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of applications, without and with local transactions. */
class OutboundTest {

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Server server;

  @SuppressWarnings("NullAway.Init") // made before each test
  private ServerPool pool;

  @SuppressWarnings("NullAway.Init") // made before each test
  private ConnectionFactory factory;

  @BeforeEach
  void begin() throws Exception {
    server = new Server(folder);
    pool = new ServerPool(null);
    factory = server.factory(pool);
  }

  @AfterEach
  void end() throws Exception {
    pool.flush();
    server.close();
    assertThat(pool.errors).isEmpty();
  }

  // Without transactions.

  @Test
  void messageSentByTheClassicApiIsReceivedByTheSimplifiedOne() throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("q"))) {
      producer.send(session.createTextMessage("one"));
    }
    try (JMSContext context = factory.createContext();
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
      assertThat(consumer.receiveBody(String.class, Server.LONG)).isEqualTo("one");
    }
    assertThat(pool.made).hasValue(1);
  }

  @Test
  void queueAndTopicFactoriesLendSessionsOfTheirDomain() throws Exception {
    try (var connection = ((QueueConnectionFactory) factory).createQueueConnection();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createSender(session.createQueue("q")).send(session.createTextMessage("one"));
      assertThatThrownBy(() -> session.createTopic("t")).isInstanceOf(IllegalStateException.class);
    }
    try (var connection = ((TopicConnectionFactory) factory).createTopicConnection();
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createPublisher(session.createTopic("t")).publish(session.createMessage());
      assertThatThrownBy(() -> session.createQueue("q")).isInstanceOf(IllegalStateException.class);
    }
    assertThat(server.drain("q")).containsExactly("one");
  }

  @Test
  void closedHandlesAreOfNoUseWhileTheirConnectionServesOthers() throws Exception {
    Connection connection = factory.createConnection();
    Session session = connection.createSession();
    MessageProducer producer = session.createProducer(session.createQueue("q"));
    connection.close();
    connection.close();
    try (Connection other = factory.createConnection()) {
      assertThat(pool.made).hasValue(1);
      assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(producer::getPriority).isInstanceOf(IllegalStateException.class);
      assertThat(((ConnectionHandle) connection).isValid(1)).isFalse();
      assertThat(((ConnectionHandle) other).isValid(1)).isTrue();
    }
  }

  @Test
  void closedContextThrowsWhatItsApiThrows() {
    JMSContext context = factory.createContext();
    JMSProducer producer = context.createProducer();
    context.close();
    assertThatThrownBy(context::createMessage).isInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(producer::getPriority).isInstanceOf(IllegalStateRuntimeException.class);
  }

  @Test
  void sessionOutsideOfTransactionsSaysSo() throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      assertThat(session.getTransacted()).isFalse();
      assertThat(session.getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
      session.createProducer(session.createQueue("q")).send(session.createTextMessage("now"));
      assertThat(server.next("q")).isEqualTo("now");
    }
  }

  // What containers forbid.

  @Test
  void connectionHasOneSessionAtATime() throws Exception {
    try (Connection connection = factory.createConnection()) {
      Session first = connection.createSession();
      assertThatThrownBy(connection::createSession)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one session at a time");
      first.close();
      connection.createSession().close();
    }
  }

  @Test
  void whatIsTheContainersIsRefused() throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      Queue queue = session.createQueue("q");
      MessageConsumer consumer = session.createConsumer(queue);
      MessageProducer producer = session.createProducer(queue);
      refuses(() -> connection.setClientID("me"));
      refuses(() -> connection.setExceptionListener(failure -> {}));
      refuses(connection::stop);
      refuses(session::commit);
      refuses(session::rollback);
      refuses(session::recover);
      refuses(() -> session.setMessageListener(message -> {}));
      refuses(() -> consumer.setMessageListener(message -> {}));
      refuses(
          () ->
              producer.send(
                  session.createMessage(),
                  new jakarta.jms.CompletionListener() {
                    @Override
                    public void onCompletion(jakarta.jms.Message message) {}

                    @Override
                    public void onException(jakarta.jms.Message message, Exception failure) {}
                  }));
    }
    try (JMSContext context = factory.createContext()) {
      refuses(() -> context.setClientID("me"));
      refuses(() -> context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
      refuses(context::commit);
      refuses(context::acknowledge);
      refuses(context::stop);
    }
  }

  private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(IllegalStateException.class, IllegalStateRuntimeException.class)
        .hasMessageContaining("web or EJB container");
  }

  // Handles that move.

  @Test
  void handleGoesOnWhenItsConnectionIsTakenAway() throws Exception {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      connection.start();
      MessageProducer producer = session.createProducer(session.createQueue("q"));
      MessageConsumer consumer = session.createConsumer(session.createQueue("other"));
      producer.setPriority(7);
      pool.dissociate();
      try (Connection thief = factory.createConnection()) {
        thief.createSession().close();
        producer.send(session.createTextMessage("one"));
        assertThat(producer.getPriority()).isEqualTo(7);
        assertThat(consumer.getMessageSelector()).isNull();
        assertThat(pool.made).hasValue(2);
      }
    }
    assertThat(server.drain("q")).containsExactly("one");
    assertThat(pool.idle()).isEqualTo(2);
  }

  @Test
  void producerKeepsItsPropertiesWhenItsConnectionIsTakenAway() throws Exception {
    try (JMSContext context = factory.createContext()) {
      JMSProducer producer = context.createProducer();
      producer.setProperty("gone", 1).clearProperties();
      producer.setProperty("colour", "blue").setProperty("colour", "red").setPriority(7);
      pool.dissociate();
      try (JMSContext thief = factory.createContext()) {
        thief.createQueue("q");
        producer.send(context.createQueue("q"), "one");
      }
      Message sent = context.createConsumer(context.createQueue("q")).receive(Server.LONG);
      assertThat(sent.getStringProperty("colour")).isEqualTo("red");
      assertThat(sent.propertyExists("gone")).isFalse();
      assertThat(sent.getJMSPriority()).isEqualTo(7);
    }
  }

  @Test
  void temporaryQueueGoesWithItsHandle() throws Exception {
    TemporaryQueue temporary;
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      connection.start();
      temporary = session.createTemporaryQueue();
      MessageConsumer replies = session.createConsumer(temporary);
      session.createProducer(temporary).send(session.createTextMessage("reply"));
      assertThat(((TextMessage) replies.receive(Server.LONG)).getText()).isEqualTo("reply");
    }
    try (JMSContext context = factory.createContext()) {
      assertThatThrownBy(() -> context.createConsumer(temporary))
          .isInstanceOf(jakarta.jms.InvalidDestinationRuntimeException.class);
    }
  }

  // Connections that are of no use any more.

  @Test
  void endOfTheNodeIsToldOnceAndTheNextConnectionWorks() throws Exception {
    server.adapter.setSettings(
        "flushCommits=false,lingerMillis=0,leaseMillis=1000,heartbeatMillis=100");
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession()) {
      Message message = session.createMessage();
      MessageProducer producer = session.createProducer(session.createQueue("q"));
      server.fenceNodes();
      Server.await(() -> !pool.errors.isEmpty());
      assertThatThrownBy(() -> producer.send(message)).isInstanceOf(JMSException.class);
      assertThat(((ConnectionHandle) connection).isValid(1)).isFalse();
    }
    server.send("q", "one");
    assertThat(server.drain("q")).containsExactly("one");
    assertThat(pool.errors).hasSize(1);
    pool.errors.clear();
  }

  // Local transactions.

  @Test
  void localTransactionCommitsOrRollsBackAll() throws Exception {
    ManagedConnection managed = server.managedFactory().createManagedConnection(null, null);
    try (Connection connection = (Connection) managed.getConnection(null, null);
        Session session = connection.createSession()) {
      MessageProducer producer = session.createProducer(session.createQueue("q"));
      LocalTransaction transaction = managed.getLocalTransaction();
      transaction.begin();
      assertThat(session.getTransacted()).isTrue();
      producer.send(session.createTextMessage("undone"));
      transaction.rollback();
      transaction.begin();
      producer.send(session.createTextMessage("kept"));
      assertThat(server.drain("q")).isEmpty();
      transaction.commit();
      assertThat(session.getTransacted()).isFalse();
      producer.send(session.createTextMessage("at once"));
    } finally {
      managed.destroy();
    }
    assertThat(server.drain("q")).containsExactly("kept", "at once");
  }

  @Test
  void cleanupUndoesWhatWasLeftOpen() throws Exception {
    ManagedConnection managed = server.managedFactory().createManagedConnection(null, null);
    Connection connection = (Connection) managed.getConnection(null, null);
    managed.getLocalTransaction().begin();
    Session session = connection.createSession();
    session.createProducer(session.createQueue("q")).send(session.createMessage());
    managed.cleanup();
    assertThatThrownBy(connection::getMetaData).isInstanceOf(IllegalStateException.class);
    managed.getLocalTransaction().begin();
    managed.getLocalTransaction().commit();
    managed.destroy();
    managed.destroy();
    assertThat(server.drain("q")).isEmpty();
  }

  // Credentials.

  @Test
  void wrongPasswordIsASecurityException() throws Exception {
    server.send("q", "makes the database");
    assertThatThrownBy(() -> factory.createConnection("nobody", "wrong"))
        .isInstanceOf(JMSSecurityException.class);
    assertThatThrownBy(() -> factory.createContext("nobody", "wrong"))
        .isInstanceOf(JMSSecurityRuntimeException.class);
    assertThat(server.drain("q")).hasSize(1);
  }

  @Test
  void emptyCredentialsOfTheContainerAreNone() throws Exception {
    TabellaManagedConnectionFactory managedFactory = server.managedFactory();
    PasswordCredential empty = new PasswordCredential("", new char[0]);
    empty.setManagedConnectionFactory(managedFactory);
    Subject subject = new Subject(false, Set.of(), Set.of(), Set.of(empty));
    ManagedConnection managed = managedFactory.createManagedConnection(subject, null);
    ConnectionHandle handle = (ConnectionHandle) managed.getConnection(subject, null);
    assertThat(handle.isValid(1)).isTrue();
    handle.close();
    assertThat(managed.getXAResource().recover(javax.transaction.xa.XAResource.TMSTARTRSCAN))
        .isEmpty();
    managed.destroy();
  }

  // The end of a node.

  @Test
  void connectionWhoseNodeHasEndedTellsItsPoolOnce() throws Exception {
    TabellaManagedConnectionFactory managedFactory = server.managedFactory();
    ManagedConnection managed = managedFactory.createManagedConnection(null, null);
    java.util.Queue<String> events = new ConcurrentLinkedQueue<>();
    managed.addConnectionEventListener(noting(events));
    Connection connection = (Connection) managed.getConnection(null, null);
    Session session = connection.createSession();
    MessageProducer producer = session.createProducer(session.createQueue("q"));
    producer.send(session.createTextMessage("before"));
    server.fenceLedgers();
    server.fenceNodes();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> producer.send(session.createTextMessage("after")))
          .isInstanceOf(JMSException.class);
    }
    Server.await(() -> !events.isEmpty());
    assertThat((Object) managedFactory.getInvalidConnections(Set.of(managed)))
        .isEqualTo(Set.of(managed));
    connection.close();
    managed.destroy();
    assertThat(events).containsExactly("connectionErrorOccurred", "connectionClosed");
    assertThat(server.drain("q")).containsExactly("before");
  }

  private static ConnectionEventListener noting(java.util.Queue<String> events) {
    return (ConnectionEventListener)
        Proxy.newProxyInstance(
            OutboundTest.class.getClassLoader(),
            new Class<?>[] {ConnectionEventListener.class},
            (proxy, method, arguments) -> {
              events.add(method.getName());
              return null;
            });
  }

  @Test
  void factoriesThatAreConfiguredAlikeAreEqual() throws Exception {
    TabellaManagedConnectionFactory one = server.managedFactory();
    TabellaManagedConnectionFactory two = server.managedFactory();
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    two.setUserName("somebody");
    assertThat(one).isNotEqualTo(two);
  }
}
