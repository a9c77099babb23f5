package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.TabellaAdmin;
import io.tabella.extension.TabellaProperties;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XASession;
import jakarta.jms.XATopicConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an XA session sends and receives, in branches and outside. */
class XaSessionTest extends XaBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  private XASession session;

  @SuppressWarnings("NullAway.Init") // made before each test
  private XAResource resource;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue queue;

  @BeforeEach
  void begin() throws Exception {
    session = xaSession();
    resource = session.getXAResource();
    queue = rig.newQueue();
  }

  // Queues.

  @Test
  void receivedMessageIsGoneWhenItsBranchIsCommitted() throws Exception {
    rig.send(queue, "one", "two");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      TestXid one = prepared(session, () -> receives(consumer, "one"));
      TestXid two = in(session, () -> receives(consumer, "two"));
      resource.commit(one, false);
      resource.commit(two, true);
    }
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_queue_entry")).isZero();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_branch_entry")).isZero();
  }

  @Test
  void receivedMessageComesAgainCountedWhenItsBranchIsRolledBack() throws Exception {
    rig.send(queue, "one");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      TestXid first = in(session, () -> receives(consumer, "one"));
      resource.rollback(first);
      TestXid second =
          prepared(session, () -> assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(2));
      assertThat(consumer.receiveNoWait()).isNull();
      resource.rollback(second);
      Message third = receives(consumer, "one");
      assertThat(Rig.count(third)).isEqualTo(3);
      assertThat(third.getJMSRedelivered()).isTrue();
    }
  }

  @Test
  void messageWhosePreparedBranchesAreRolledBackTooOftenIsDead() throws Exception {
    rig.send(queue, "poison");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      for (int i = 1; i <= 10; i++) {
        resource.rollback(prepared(session, () -> receives(consumer, "poison")));
      }
      assertThat(consumer.receive(500)).isNull();
    }
    assertThat(rig.drain(rig.autoSession().createQueue("DLQ"))).containsExactly("poison");
  }

  @Test
  void branchThatIsRolledBackHasSentNoDuplicate() throws Exception {
    Work work =
        () -> {
          TextMessage message = session.createTextMessage("x".repeat(200_000));
          message.setStringProperty(TabellaProperties.DUPLICATE_ID, "order 1");
          try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
          }
        };
    resource.rollback(prepared(session, work));
    TestXid one = prepared(session, work);
    TestXid other = prepared(session, work);
    resource.commit(one, false);
    resource.commit(other, false);
    resource.commit(in(session, work), true);
    assertThat(rig.drain(queue)).hasSize(1);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  private Message named(String text, @Nullable String id) throws JMSException {
    TextMessage message = session.createTextMessage(text);
    if (id != null) {
      message.setStringProperty(TabellaProperties.DUPLICATE_ID, id);
    }
    return message;
  }

  @Test
  void eachMessageOfABranchIsComparedByItsOwnIdentifier() throws Exception {
    Work work =
        () -> {
          try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(named("a", "A"));
            producer.send(named("none", null));
            producer.send(named("b", "B"));
            producer.send(named("b again", "B"));
            producer.setDeliveryDelay(1);
            producer.send(named("later", "L"));
          }
        };
    resource.commit(prepared(session, work), false);
    resource.commit(prepared(session, work), false);
    try (MessageConsumer consumer = rig.autoSession().createConsumer(queue)) {
      assertThat(Rig.texts(Rig.receive(consumer, 5)))
          .containsExactlyInAnyOrder("a", "none", "b", "later", "none");
      assertThat(consumer.receive(300)).isNull();
    }
  }

  @Test
  void publisherDoesNotHearItsDelayedMessageOfABranch() throws Exception {
    Topic topic = rig.newTopic();
    try (MessageConsumer own = session.createConsumer(topic, null, true);
        MessageConsumer other = rig.autoSession().createConsumer(topic)) {
      Work work =
          () -> {
            try (MessageProducer producer = session.createProducer(topic)) {
              producer.setDeliveryDelay(1);
              producer.send(session.createTextMessage("later"));
            }
          };
      resource.commit(prepared(session, work), false);
      receives(other, "later");
      assertThat(own.receive(300)).isNull();
    }
  }

  @Test
  void branchIsCommittedThoughItsMessagesKeyIsTooLongByNow() throws Exception {
    Work work =
        () -> {
          TextMessage message = session.createTextMessage("long");
          message.setStringProperty("symbol", "x".repeat(300));
          try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
          }
        };
    TestXid xid = prepared(session, work);
    try (TabellaAdmin admin = factory.createAdmin()) {
      admin.setQueue(queue.getQueueName(), "lastValueKey", "symbol");
      resource.commit(xid, false);
      admin.setQueue(queue.getQueueName(), "lastValueKey", null);
    }
    assertThat(rig.drain(queue)).containsExactly("long");
  }

  @Test
  void receivedAndSentMessagesCommitTogether() throws Exception {
    Queue target = rig.newQueue();
    rig.send(queue, "in");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      Work work =
          () -> {
            receives(consumer, "in");
            send(session, target, "out");
          };
      resource.rollback(prepared(session, work));
      assertThat(rig.drain(target)).isEmpty();
      resource.commit(prepared(session, work), false);
    }
    assertThat(rig.drain(target)).containsExactly("out");
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void branchesInterleaveEachWithItsOwnMessages() throws Exception {
    rig.send(queue, "a", "b", "c");
    TestXid odd = TestXid.fresh();
    TestXid even = TestXid.fresh();
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      resource.start(odd, XAResource.TMNOFLAGS);
      receives(consumer, "a");
      resource.end(odd, XAResource.TMSUSPEND);
      resource.start(even, XAResource.TMNOFLAGS);
      receives(consumer, "b");
      resource.end(even, XAResource.TMSUCCESS);
      resource.start(odd, XAResource.TMRESUME);
      receives(consumer, "c");
      resource.end(odd, XAResource.TMSUCCESS);
      resource.prepare(odd);
      resource.prepare(even);
      resource.commit(odd, false);
      resource.rollback(even);
    }
    try (MessageConsumer after = rig.autoSession().createConsumer(queue)) {
      receives(after, "b");
      assertThat(after.receiveNoWait()).isNull();
    }
  }

  @Test
  void nonPersistentMessageThatNeverHadARowComesAgain() throws Exception {
    try (MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue)) {
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      assertThat(consumer.receive(100)).isNull();
      producer.send(session.createTextMessage("light"));
      TestXid xid = prepared(session, () -> receives(consumer, "light"));
      resource.rollback(xid);
      receives(consumer, "light");
    }
  }

  @Test
  void largeBodiesGoThroughABranch() throws Exception {
    String large = "x".repeat(300_000);
    rig.send(queue, large);
    Queue target = rig.newQueue();
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      Work work =
          () -> {
            receives(consumer, large);
            send(session, target, large);
          };
      resource.rollback(prepared(session, work));
      resource.commit(prepared(session, work), false);
    }
    assertThat(rig.drain(target)).containsExactly(large);
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_content")).isZero();
  }

  @Test
  void delayedMessageWaitsForItsBranchAndForItsTime() throws Exception {
    TestXid xid =
        prepared(
            session,
            () -> {
              MessageProducer producer = session.createProducer(queue);
              producer.setDeliveryDelay(100);
              producer.send(session.createTextMessage("later"));
            });
    resource.commit(xid, false);
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      receives(consumer, "later");
    }
  }

  @Test
  void branchOfManyMessagesIsOneCommit() throws Exception {
    String[] texts = new String[1_500];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "message " + i;
    }
    TestXid xid = prepared(session, () -> send(session, queue, texts));
    resource.commit(xid, false);
    assertThat(rig.drain(queue)).containsExactly(texts);
  }

  // Topics.

  @Test
  void publishedMessagesAreSeenWhenTheirBranchIsCommitted() throws Exception {
    Topic topic = rig.newTopic();
    try (MessageConsumer consumer = rig.autoSession().createConsumer(topic)) {
      resource.rollback(prepared(session, () -> sendTo(session, topic, "never")));
      TestXid xid = prepared(session, () -> sendTo(session, topic, "one"));
      assertThat(consumer.receiveNoWait()).isNull();
      resource.commit(xid, false);
      receives(consumer, "one");
    }
  }

  @Test
  void messageOfADurableSubscriptionComesAgainCounted() throws Exception {
    comesAgain("createDurable");
  }

  @Test
  void messageOfASharedSubscriptionComesAgainCounted() throws Exception {
    comesAgain("createShared");
  }

  @Test
  void messageOfAnUnsharedSubscriptionThatEndsWithItsConsumerComesAgain() throws Exception {
    comesAgain("plain");
  }

  private void comesAgain(String kind) throws Exception {
    Topic topic = rig.newTopic();
    XAConnection connection = factory.createXAConnection();
    connection.setClientID("xa-" + kind);
    connection.start();
    XASession own = connection.createXASession();
    MessageConsumer consumer =
        switch (kind) {
          case "createDurable" -> own.createDurableConsumer(topic, "durable");
          case "createShared" -> own.createSharedDurableConsumer(topic, "shared");
          default -> own.createConsumer(topic);
        };
    rig.publish(topic, "one", "two", "three");

    XAResource branches = own.getXAResource();
    branches.rollback(in(own, () -> receives(consumer, "one")));
    branches.rollback(
        prepared(own, () -> assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(2)));
    TestXid third =
        prepared(own, () -> assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(3));
    TestXid second = prepared(own, () -> receives(consumer, "two"));
    branches.rollback(third);
    branches.commit(second, false);
    branches.commit(
        prepared(own, () -> assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(4)), false);
    branches.commit(in(own, () -> receives(consumer, "three")), true);
    assertThat(consumer.receive(300)).isNull();
    consumer.close();
    if (!kind.equals("plain")) {
      own.unsubscribe(kind.equals("createDurable") ? "durable" : "shared");
    }
    connection.close();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_subscription_range")).isZero();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_branch_range")).isZero();
  }

  @Test
  void sessionsThatJoinABranchMayReceiveFromTheSameSubscription() throws Exception {
    Topic topic = rig.newTopic();
    XASession second = xaSession();
    MessageConsumer one = session.createSharedConsumer(topic, "joined");
    MessageConsumer two = second.createSharedConsumer(topic, "joined");
    rig.publish(topic, "a", "b");
    TestXid xid = TestXid.fresh();
    resource.start(xid, XAResource.TMNOFLAGS);
    second.getXAResource().start(xid, XAResource.TMJOIN);
    Rig.receive(one);
    Rig.receive(two);
    resource.end(xid, XAResource.TMSUCCESS);
    second.getXAResource().end(xid, XAResource.TMSUCCESS);
    resource.commit(xid, true);
    one.close();
    two.close();
    session.close();
    second.close();
  }

  // Outside, and around.

  @Test
  void outsideABranchEachMessageStandsForItself() throws Exception {
    send(session, queue, "one");
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_queue_entry")).isEqualTo(1);
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      receives(consumer, "one");
    }
    session.close();
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void sessionSaysThatItIsTransactedAndRefusesToEndATransaction() throws Exception {
    assertThat(session.getTransacted()).isTrue();
    assertThat(session.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
    assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
    assertThatThrownBy(session::rollback).isInstanceOf(TransactionInProgressException.class);
    TestXid xid = TestXid.fresh();
    in(
        session,
        xid,
        () -> {
          assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(session::commit).isInstanceOf(TransactionInProgressException.class);
        });
    resource.rollback(xid);
    assertThat(session.getSession()).isNotNull();
  }

  @Test
  void resultOfAClosedSessionsWorkIsForTheTransactionManagerToSay() throws Exception {
    rig.send(queue, "in");
    XAConnection connection = factory.createXAConnection();
    connection.start();
    XASession closed = connection.createXASession();
    XAResource itsBranches = closed.getXAResource();
    TestXid xid = TestXid.fresh();
    itsBranches.start(xid, XAResource.TMNOFLAGS);
    receives(closed.createConsumer(queue), "in");
    send(closed, queue, "out");
    connection.close();
    itsBranches.end(xid, XAResource.TMSUCCESS);
    assertThat(itsBranches.prepare(xid)).isEqualTo(XAResource.XA_OK);
    itsBranches.commit(xid, false);
    assertThat(rig.drain(queue)).containsExactly("out");
  }

  @Test
  void nodeStaysUntilTheBranchesOfItsLastConnectionHaveEnded() throws Exception {
    rig.send(queue, "in");
    TabellaXAConnectionFactory own = newXaFactory();
    own.setLingerMillis(0);
    XAConnection connection = own.createXAConnection();
    connection.start();
    XASession closed = connection.createXASession();
    XAResource itsBranches = closed.getXAResource();
    TestXid first = in(closed, () -> receives(closed.createConsumer(queue), "in"));
    TestXid second = in(closed, () -> send(closed, queue, "out"));
    connection.close();
    itsBranches.commit(first, true);
    assertThat(itsBranches.prepare(second)).isEqualTo(XAResource.XA_OK);
    itsBranches.commit(second, false);
    assertThat(rig.drain(queue)).containsExactly("out");
    assertFails(XAException.XAER_RMFAIL, () -> itsBranches.recover(XAResource.TMSTARTRSCAN));
  }

  @Test
  void listenerWorksInTheBranchOfItsSession() throws Exception {
    // As an application server does it: the session runs between start and end.
    rig.send(queue, "one");
    XAConnection connection = factory.createXAConnection();
    XASession served = connection.createXASession();
    served.setMessageListener(
        message -> {
          throw new AssertionError("its message comes again");
        });
    TestXid xid = TestXid.fresh();
    StillPool pool = new StillPool(served);
    connection.createConnectionConsumer(queue, null, pool, 1);
    connection.start();
    pool.awaitStart();
    in(served, xid, served::run);
    served.getXAResource().rollback(xid);
    connection.close();
    try (Connection after = rig.connect();
        Session reader = after.createSession();
        MessageConsumer consumer = reader.createConsumer(queue)) {
      assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(2);
    }
  }

  @Test
  void contextsTakePartToo() throws Exception {
    try (XAJMSContext context = factory.createXAContext()) {
      assertThat(context.getTransacted()).isTrue();
      assertThat(context.getSessionMode()).isEqualTo(JMSContext.SESSION_TRANSACTED);
      assertThatThrownBy(context::commit).isInstanceOf(TransactionInProgressRuntimeException.class);
      assertThatThrownBy(context::rollback)
          .isInstanceOf(TransactionInProgressRuntimeException.class);
      TestXid xid = TestXid.fresh();
      XAResource own = context.getXAResource();
      own.start(xid, XAResource.TMNOFLAGS);
      context.getContext().createProducer().send(queue, "one");
      own.end(xid, XAResource.TMSUCCESS);
      assertThat(rig.drain(queue)).isEmpty();
      assertThat(own.prepare(xid)).isEqualTo(XAResource.XA_OK);
      own.commit(xid, false);
    }
    assertThat(rig.drain(queue)).containsExactly("one");
  }

  @Test
  void formsForOneDomainAreThere() throws Exception {
    try (XAQueueConnection queues = factory.createXAQueueConnection();
        XATopicConnection topics = factory.createXATopicConnection()) {
      QueueSession ofQueues = queues.createXAQueueSession().getQueueSession();
      TopicSession ofTopics = topics.createXATopicSession().getTopicSession();
      assertThatThrownBy(() -> ofQueues.createTopic("t")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> ofTopics.createQueue("q")).isInstanceOf(IllegalStateException.class);
      assertThat(queues.createSession(false, Session.AUTO_ACKNOWLEDGE).getTransacted()).isFalse();
    }
  }

  @Test
  void otherNodesAndOtherResourcesAreNotTheSame() throws Exception {
    XASession elsewhere = xaSession(newXaFactory());
    assertThat(resource.isSameRM(resource)).isTrue();
    assertThat(resource.isSameRM(elsewhere.getXAResource())).isFalse();
  }

  @Test
  void factoryIsReadFromWhatIsStoredOfIt() throws Exception {
    TabellaXAConnectionFactory stored = new TabellaXAConnectionFactory("jdbc:h2:mem:x");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(stored);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject())
          .isInstanceOfSatisfying(
              TabellaXAConnectionFactory.class,
              it -> assertThat(it.getUrl()).isEqualTo("jdbc:h2:mem:x"));
    }
    assertThat(stored.getReference().getClassName())
        .isEqualTo(TabellaXAConnectionFactory.class.getName());
  }
}
