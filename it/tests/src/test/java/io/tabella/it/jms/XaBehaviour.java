package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of global transactions, driven by hand as a transaction manager would. */
abstract class XaBehaviour extends JmsBehaviour {

  private final Deque<TabellaXAConnectionFactory> factories = new ArrayDeque<>();

  @SuppressWarnings("NullAway.Init") // made before each test
  TabellaXAConnectionFactory factory;

  @BeforeEach
  void openFactory() {
    factory = newXaFactory();
  }

  @AfterEach
  void closeFactories() throws Exception {
    // What a test leaves in doubt must not be left to the next one.
    try (XAConnection connection = factory.createXAConnection()) {
      XAResource resource = connection.createXASession().getXAResource();
      for (var xid : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
        try {
          resource.rollback(xid);
        } catch (XAException endedByHand) {
          resource.forget(xid);
        }
      }
    }
    while (!factories.isEmpty()) {
      factories.pop().close();
    }
  }

  /** A factory on the same database, whose connections have a node of their own. */
  final TabellaXAConnectionFactory newXaFactory() {
    TabellaXAConnectionFactory made = new TabellaXAConnectionFactory(rig.database().jdbcUrl());
    made.setUser(rig.database().user());
    made.setPassword(rig.database().password());
    configure(made);
    factories.push(made);
    return made;
  }

  /** A session on a started connection of its own. */
  final XASession xaSession() throws JMSException {
    return xaSession(factory);
  }

  static XASession xaSession(TabellaXAConnectionFactory factory) throws JMSException {
    XAConnection connection = factory.createXAConnection();
    connection.start();
    return connection.createXASession();
  }

  /** Work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** Does work in a branch that is then idle. */
  static TestXid in(XASession session, Work work) throws Exception {
    TestXid xid = TestXid.fresh();
    in(session, xid, work);
    return xid;
  }

  static void in(XASession session, TestXid xid, Work work) throws Exception {
    session.getXAResource().start(xid, XAResource.TMNOFLAGS);
    work.run();
    session.getXAResource().end(xid, XAResource.TMSUCCESS);
  }

  /** Does work in a branch and prepares it. */
  static TestXid prepared(XASession session, Work work) throws Exception {
    TestXid xid = in(session, work);
    assertThat(session.getXAResource().prepare(xid)).isEqualTo(XAResource.XA_OK);
    return xid;
  }

  static void send(XASession session, Queue queue, String... texts) throws JMSException {
    Rig.send(session, queue, texts);
  }

  /** A producer's send to whatever destination. */
  static void sendTo(XASession session, jakarta.jms.Destination to, String text)
      throws JMSException {
    try (MessageProducer producer = session.createProducer(to)) {
      producer.send(session.createTextMessage(text));
    }
  }

  /** The next message must be this one. */
  static Message receives(MessageConsumer consumer, String text) throws JMSException {
    Message message = Rig.receive(consumer);
    assertThat(Rig.text(message)).isEqualTo(text);
    return message;
  }

  static void assertFails(int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).as(e.getMessage()).isEqualTo(code));
  }

  static List<TestXid> recovered(XAResource resource) throws XAException {
    return Arrays.stream(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
        .map(TestXid::of)
        .toList();
  }

  /** Messages of the queue table that somebody holds. */
  final long held() throws Exception {
    return rig.ask("SELECT COUNT(*) FROM tabella_queue_entry WHERE owner IS NOT NULL");
  }
}
