package io.tabella.client;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A connection and one session of it, which is all that most threads need. Contexts that are made
 * from one another share the connection, and the last one that is closed closes it. Belongs to one
 * thread at a time; {@link #close}, {@link #start} and {@link #stop} may be called by any. Jakarta
 * Messaging 3.1, 2.8 and 6.3.
 */
public class JmsContext implements JMSContext {

  private final JmsConnection connection;
  private final JmsSession session;
  private boolean autoStart = true;

  /**
   * A context on a connection whose sessions all belong to contexts.
   *
   * @throws JMSException if there is no such session mode; a connection that nobody else uses is
   *     then closed
   */
  private JmsContext(JmsConnection connection, int sessionMode) throws JMSException {
    this.connection = connection;
    try {
      this.session = connection.newContextSession(sessionMode);
    } catch (JMSException | RuntimeException e) {
      connection.closeUnlessUsed();
      throw e;
    }
  }

  /** A context on a connection whose sessions all belong to contexts, with a session of it. */
  protected JmsContext(JmsConnection connection, JmsSession session) {
    this.connection = connection;
    this.session = session;
  }

  /**
   * A context on a connection of its own.
   *
   * @param connecting makes the connection
   * @throws jakarta.jms.JMSRuntimeException if that fails, or there is no such session mode
   */
  public static JMSContext on(Connecting connecting, int sessionMode) {
    return Unchecked.get(() -> new JmsContext(connecting.connect(), sessionMode));
  }

  /** Makes a connection. */
  public interface Connecting {

    /** Makes one. */
    JmsConnection connect() throws JMSException;
  }

  @Override
  public JMSContext createContext(int sessionMode) {
    return Unchecked.get(
        () -> {
          used();
          return new JmsContext(connection, sessionMode);
        });
  }

  /** Also refuses calls on a closed context. */
  private JmsConnection connection() throws JMSException {
    session.core().check();
    return connection;
  }

  /** What comes after this is too late to set a client identifier. */
  private JmsSession used() throws JMSException {
    connection().use();
    return session;
  }

  // The connection.

  @Override
  public @Nullable String getClientID() {
    return Unchecked.getOrNull(() -> connection().getClientID());
  }

  @Override
  public void setClientID(@Nullable String clientId) {
    Unchecked.run(() -> connection().setClientID(clientId));
  }

  @Override
  public ConnectionMetaData getMetaData() {
    return Unchecked.get(() -> connection().getMetaData());
  }

  @Override
  public @Nullable ExceptionListener getExceptionListener() {
    return Unchecked.getOrNull(() -> connection().getExceptionListener());
  }

  @Override
  public void setExceptionListener(@Nullable ExceptionListener listener) {
    Unchecked.run(() -> connection().setExceptionListener(listener));
  }

  @Override
  public void start() {
    Unchecked.run(() -> connection().start());
  }

  @Override
  public void stop() {
    Unchecked.run(() -> connection().stop());
  }

  @Override
  public void setAutoStart(boolean newAutoStart) {
    Unchecked.run(session.core()::check);
    autoStart = newAutoStart;
  }

  @Override
  public boolean getAutoStart() {
    Unchecked.run(session.core()::check);
    return autoStart;
  }

  /** If a listener of its own calls, that is refused, and nothing is closed. */
  @Override
  public void close() {
    Closing closing = new Closing();
    closing.step(session::close);
    closing.step(connection::closeUnlessUsed);
    Unchecked.run(closing::finish);
  }

  // The session.

  @Override
  public boolean getTransacted() {
    return Unchecked.get(session::getTransacted);
  }

  @Override
  public int getSessionMode() {
    return Unchecked.get(session::getAcknowledgeMode);
  }

  @Override
  public void commit() {
    Unchecked.run(() -> used().commit());
  }

  @Override
  public void rollback() {
    Unchecked.run(() -> used().rollback());
  }

  @Override
  public void recover() {
    Unchecked.run(() -> used().recover());
  }

  /** Acknowledges what this context has received, if its mode is CLIENT_ACKNOWLEDGE. */
  @Override
  public void acknowledge() {
    Unchecked.run(() -> used().core().acknowledge());
  }

  // Messages.

  @Override
  public BytesMessage createBytesMessage() {
    return Unchecked.get(() -> used().createBytesMessage());
  }

  @Override
  public MapMessage createMapMessage() {
    return Unchecked.get(() -> used().createMapMessage());
  }

  @Override
  public Message createMessage() {
    return Unchecked.get(() -> used().createMessage());
  }

  @Override
  public ObjectMessage createObjectMessage() {
    return Unchecked.get(() -> used().createObjectMessage());
  }

  @Override
  public ObjectMessage createObjectMessage(@Nullable Serializable object) {
    return Unchecked.get(() -> used().createObjectMessage(object));
  }

  @Override
  public StreamMessage createStreamMessage() {
    return Unchecked.get(() -> used().createStreamMessage());
  }

  @Override
  public TextMessage createTextMessage() {
    return Unchecked.get(() -> used().createTextMessage());
  }

  @Override
  public TextMessage createTextMessage(@Nullable String text) {
    return Unchecked.get(() -> used().createTextMessage(text));
  }

  // Destinations.

  @Override
  public Queue createQueue(String queueName) {
    return Unchecked.get(() -> used().createQueue(queueName));
  }

  @Override
  public Topic createTopic(String topicName) {
    return Unchecked.get(() -> used().createTopic(topicName));
  }

  @Override
  public TemporaryQueue createTemporaryQueue() {
    return Unchecked.get(() -> used().createTemporaryQueue());
  }

  @Override
  public TemporaryTopic createTemporaryTopic() {
    return Unchecked.get(() -> used().createTemporaryTopic());
  }

  // Producers and consumers.

  @Override
  public JMSProducer createProducer() {
    return Unchecked.get(() -> new JmsProducer((JmsMessageProducer) used().createProducer(null)));
  }

  @Override
  public JMSConsumer createConsumer(Destination destination) {
    return consumer(session -> session.createConsumer(destination));
  }

  @Override
  public JMSConsumer createConsumer(Destination destination, @Nullable String selector) {
    return consumer(session -> session.createConsumer(destination, selector));
  }

  @Override
  public JMSConsumer createConsumer(
      Destination destination, @Nullable String selector, boolean noLocal) {
    return consumer(session -> session.createConsumer(destination, selector, noLocal));
  }

  @Override
  public JMSConsumer createDurableConsumer(Topic topic, String name) {
    return consumer(session -> session.createDurableConsumer(topic, name));
  }

  @Override
  public JMSConsumer createDurableConsumer(
      Topic topic, String name, @Nullable String selector, boolean noLocal) {
    return consumer(session -> session.createDurableConsumer(topic, name, selector, noLocal));
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
    return consumer(session -> session.createSharedDurableConsumer(topic, name));
  }

  @Override
  public JMSConsumer createSharedDurableConsumer(
      Topic topic, String name, @Nullable String selector) {
    return consumer(session -> session.createSharedDurableConsumer(topic, name, selector));
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name) {
    return consumer(session -> session.createSharedConsumer(topic, name));
  }

  @Override
  public JMSConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector) {
    return consumer(session -> session.createSharedConsumer(topic, name, selector));
  }

  @Override
  public QueueBrowser createBrowser(Queue queue) {
    return started(session -> session.createBrowser(queue));
  }

  @Override
  public QueueBrowser createBrowser(Queue queue, @Nullable String selector) {
    return started(session -> session.createBrowser(queue, selector));
  }

  @Override
  public void unsubscribe(String name) {
    Unchecked.run(() -> used().unsubscribe(name));
  }

  private interface Making<T> {
    T make(JmsSession session) throws JMSException;
  }

  private JMSConsumer consumer(Making<MessageConsumer> making) {
    return new JmsConsumer((JmsMessageConsumer) started(making));
  }

  /** Makes something that messages are delivered to, and starts the delivery unless told not to. */
  private <T> T started(Making<T> making) {
    return Unchecked.get(
        () -> {
          T made = making.make(used());
          if (autoStart) {
            connection.start();
          }
          return made;
        });
  }
}
