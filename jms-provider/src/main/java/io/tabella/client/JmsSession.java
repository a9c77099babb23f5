package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.extension.TabellaSession;
import io.tabella.message.DeadLetter;
import io.tabella.message.JmsBytesMessage;
import io.tabella.message.JmsMapMessage;
import io.tabella.message.JmsMessage;
import io.tabella.message.JmsObjectMessage;
import io.tabella.message.JmsStreamMessage;
import io.tabella.message.JmsTextMessage;
import io.tabella.store.SubscriptionKind;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A session of any mode and domain. Belongs to one thread at a time; {@link #close} may be called
 * by any. Jakarta Messaging 3.1, 6.2.
 */
public class JmsSession implements QueueSession, TopicSession, TabellaSession {

  private final SessionCore core;
  private final Domain domain;
  private final JmsConnection connection;

  /** A session of such parts. */
  protected JmsSession(SessionParts parts) {
    this.connection = parts.connection();
    this.core = parts.core();
    this.domain = parts.domain();
  }

  // Messages.

  @Override
  public BytesMessage createBytesMessage() throws JMSException {
    core.check();
    return new JmsBytesMessage();
  }

  @Override
  public MapMessage createMapMessage() throws JMSException {
    core.check();
    return new JmsMapMessage();
  }

  @Override
  public Message createMessage() throws JMSException {
    core.check();
    return new JmsMessage();
  }

  @Override
  public ObjectMessage createObjectMessage() throws JMSException {
    core.check();
    return new JmsObjectMessage();
  }

  @Override
  public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
    core.check();
    return new JmsObjectMessage(object);
  }

  @Override
  public StreamMessage createStreamMessage() throws JMSException {
    core.check();
    return new JmsStreamMessage();
  }

  @Override
  public TextMessage createTextMessage() throws JMSException {
    core.check();
    return new JmsTextMessage();
  }

  @Override
  public TextMessage createTextMessage(@Nullable String text) throws JMSException {
    core.check();
    return new JmsTextMessage(text);
  }

  // Mode and transaction.

  @Override
  public boolean getTransacted() throws JMSException {
    return getAcknowledgeMode() == Session.SESSION_TRANSACTED;
  }

  @Override
  public int getAcknowledgeMode() throws JMSException {
    core.check();
    return core.mode().acknowledgeMode();
  }

  @Override
  public void commit() throws JMSException {
    core.check();
    core.sends().complete("commit");
    core.mode().commit();
  }

  @Override
  public void rollback() throws JMSException {
    undo(null);
  }

  @Override
  public void rollback(String reason) throws JMSException {
    undo(reason);
  }

  @Override
  public void rollback(Throwable reason) throws JMSException {
    undo(DeadLetter.reasonOf(reason));
  }

  private void undo(@Nullable String reason) throws JMSException {
    core.check();
    core.sends().complete("rollback");
    core.mode().rollback(reason);
  }

  @Override
  public void recover() throws JMSException {
    core.check();
    core.mode().surfaceLateFailure();
    core.mode().recover();
  }

  @Override
  public void close() throws JMSException {
    try {
      core.close();
    } finally {
      // Not if it was refused: who is closing it in another thread may still wait for a listener.
      if (core.isClosed()) {
        connection.forget(this);
      }
    }
  }

  // Destinations.

  @Override
  public Queue createQueue(String queueName) throws JMSException {
    core.check();
    domain.checkQueues("createQueue");
    return new JmsQueue(queueName);
  }

  @Override
  public Topic createTopic(String topicName) throws JMSException {
    core.check();
    domain.checkTopics("createTopic");
    return new JmsTopic(topicName);
  }

  @Override
  public TemporaryQueue createTemporaryQueue() throws JMSException {
    core.check();
    domain.checkQueues("createTemporaryQueue");
    return core.temporary().createQueue();
  }

  @Override
  public TemporaryTopic createTemporaryTopic() throws JMSException {
    core.check();
    domain.checkTopics("createTemporaryTopic");
    return core.temporary().createTopic();
  }

  // Producers.

  /** For a queue, or with null for whatever each send names. */
  @Override
  public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
    core.check();
    Address address = destination == null ? null : core.address(destination);
    if (address instanceof TopicAddress) {
      return new JmsTopicPublisher(core, address);
    }
    return address == null ? new JmsMessageProducer(core, null) : new JmsQueueSender(core, address);
  }

  @Override
  public QueueSender createSender(@Nullable Queue queue) throws JMSException {
    core.check();
    domain.checkQueues("createSender");
    return new JmsQueueSender(core, queue == null ? null : core.address(queue));
  }

  @Override
  public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
    core.check();
    domain.checkTopics("createPublisher");
    return new JmsTopicPublisher(core, topic == null ? null : core.address(topic));
  }

  // Consumers.

  @Override
  public MessageConsumer createConsumer(Destination destination) throws JMSException {
    return createConsumer(destination, null, false);
  }

  @Override
  public MessageConsumer createConsumer(Destination destination, @Nullable String selector)
      throws JMSException {
    return createConsumer(destination, selector, false);
  }

  /** For queues noLocal says nothing. */
  @Override
  public MessageConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) throws JMSException {
    core.check();
    if (JmsDestination.of(destination) instanceof JmsQueue queue) {
      return core.consumers().newReceiver(queue, Selectors.normalized(selector));
    }
    return subscribe(SubscriptionKind.NON_DURABLE, destination, null, selector, noLocal);
  }

  @Override
  public QueueReceiver createReceiver(Queue queue) throws JMSException {
    return createReceiver(queue, null);
  }

  @Override
  public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
    core.check();
    domain.checkQueues("createReceiver");
    return core.consumers().newReceiver(checked(queue), Selectors.normalized(selector));
  }

  private static JmsQueue checked(@Nullable Queue queue) throws JMSException {
    if (JmsDestination.of(queue) instanceof JmsQueue own) {
      return own;
    }
    throw new InvalidDestinationException(queue + " is not a queue.", "NOT_A_QUEUE");
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) throws JMSException {
    return createBrowser(queue, null);
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
    core.check();
    domain.checkQueues("createBrowser");
    return core.consumers().newBrowser(checked(queue), Selectors.normalized(selector));
  }

  // Subscriptions.

  @Override
  public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
    return createSubscriber(topic, null, false);
  }

  @Override
  public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
      throws JMSException {
    checkTopics("createSubscriber");
    return subscribe(SubscriptionKind.NON_DURABLE, topic, null, selector, noLocal);
  }

  @Override
  public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
    return createDurableSubscriber(topic, name, null, false);
  }

  @Override
  public TopicSubscriber createDurableSubscriber(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    checkTopics("createDurableSubscriber");
    return subscribe(SubscriptionKind.DURABLE, topic, name, selector, noLocal);
  }

  @Override
  public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
    return createDurableConsumer(topic, name, null, false);
  }

  @Override
  public MessageConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
    checkTopics("createDurableConsumer");
    return subscribe(SubscriptionKind.DURABLE, topic, name, selector, noLocal);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
    return createSharedConsumer(topic, name, null);
  }

  @Override
  public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
      throws JMSException {
    checkTopics("createSharedConsumer");
    return subscribe(SubscriptionKind.SHARED, topic, name, selector, false);
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
    return createSharedDurableConsumer(topic, name, null);
  }

  @Override
  public MessageConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) throws JMSException {
    checkTopics("createSharedDurableConsumer");
    return subscribe(SubscriptionKind.SHARED_DURABLE, topic, name, selector, false);
  }

  private JmsTopicSubscriber subscribe(
      SubscriptionKind kind,
      @Nullable Destination topic,
      @Nullable String name,
      @Nullable String selector,
      boolean noLocal)
      throws JMSException {
    return core.consumers().newSubscriber(Subscribing.of(topic, kind, name, selector, noLocal));
  }

  @Override
  public void unsubscribe(String name) throws JMSException {
    checkTopics("unsubscribe");
    core.unsubscribe(name);
  }

  private void checkTopics(String method) throws JMSException {
    core.check();
    domain.checkTopics(method);
  }

  // For session pools.

  @Override
  public @Nullable MessageListener getMessageListener() throws JMSException {
    core.check();
    return core.distinguished().get();
  }

  /** To be called before a pool gives the session away, and before it has consumers. */
  @Override
  public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
    core.check();
    core.distinguish(listener);
  }

  /** Delivers what a connection consumer has assigned to it; nothing, if nothing was. */
  @Override
  public void run() {
    core.distinguished().run();
  }

  boolean isOf(JmsConnection other) {
    return connection == other;
  }

  /** Takes messages for the next {@link #run()}. */
  void assign(Assignment assignment) throws JMSException {
    core.distinguished().assign(assignment);
  }

  SessionCore core() {
    return core;
  }
}
