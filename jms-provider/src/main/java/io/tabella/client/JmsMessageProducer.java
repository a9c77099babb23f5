package io.tabella.client;

import io.tabella.message.Sending;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.jspecify.annotations.Nullable;

/**
 * A producer, bound to a destination or not. Belongs to its session's thread; {@link #close} may be
 * called by any. Jakarta Messaging 3.1, 7.
 */
sealed class JmsMessageProducer implements MessageProducer
    permits JmsQueueSender, JmsTopicPublisher {

  private static final int HIGHEST_PRIORITY = 9;

  private final SessionCore session;
  private final @Nullable Address bound;
  private final Life life = new Life("producer");
  private boolean disableMessageId;
  private boolean disableMessageTimestamp;
  private int deliveryMode = Message.DEFAULT_DELIVERY_MODE;
  private int priority = Message.DEFAULT_PRIORITY;
  private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
  private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;

  /**
   * A producer.
   *
   * @param bound its destination; null if each send names one
   */
  JmsMessageProducer(SessionCore session, @Nullable Address bound) {
    this.session = session;
    this.bound = bound;
  }

  /** A hint that the specification lets providers ignore: messages always get an identifier. */
  @Override
  public void setDisableMessageID(boolean value) throws JMSException {
    check();
    disableMessageId = value;
  }

  @Override
  public boolean getDisableMessageID() throws JMSException {
    check();
    return disableMessageId;
  }

  /** A hint that the specification lets providers ignore: messages always get a timestamp. */
  @Override
  public void setDisableMessageTimestamp(boolean value) throws JMSException {
    check();
    disableMessageTimestamp = value;
  }

  @Override
  public boolean getDisableMessageTimestamp() throws JMSException {
    check();
    return disableMessageTimestamp;
  }

  @Override
  public void setDeliveryMode(int newDeliveryMode) throws JMSException {
    check();
    deliveryMode = checkedDeliveryMode(newDeliveryMode);
  }

  @Override
  public int getDeliveryMode() throws JMSException {
    check();
    return deliveryMode;
  }

  @Override
  public void setPriority(int newPriority) throws JMSException {
    check();
    priority = checkedPriority(newPriority);
  }

  @Override
  public int getPriority() throws JMSException {
    check();
    return priority;
  }

  /** In milliseconds; 0 without end. */
  @Override
  public void setTimeToLive(long newTimeToLive) throws JMSException {
    check();
    timeToLive = checkedMillis("time to live", newTimeToLive);
  }

  @Override
  public long getTimeToLive() throws JMSException {
    check();
    return timeToLive;
  }

  /** In milliseconds; 0 at once. Until then the message is stored, and nobody sees it. */
  @Override
  public void setDeliveryDelay(long newDeliveryDelay) throws JMSException {
    check();
    deliveryDelay = checkedMillis("delivery delay", newDeliveryDelay);
  }

  @Override
  public long getDeliveryDelay() throws JMSException {
    check();
    return deliveryDelay;
  }

  @Override
  public @Nullable Destination getDestination() throws JMSException {
    check();
    return bound == null ? null : bound.destination();
  }

  /** Returns when its asynchronous sends are complete. */
  @Override
  public void close() throws JMSException {
    if (!life.isClosed()) {
      session.sends().refuseClose();
      life.beginClosing();
      session.sends().completeOf(this);
      life.end();
    }
  }

  /** Whether no asynchronous send may begin any more. */
  boolean isClosing() {
    return !life.isOpen();
  }

  @Override
  public void send(Message message) throws JMSException {
    send(message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void send(Message message, int mode, int newPriority, long newTimeToLive)
      throws JMSException {
    check();
    Address to = bound();
    session.sends().send(to, message, sending(mode, newPriority, newTimeToLive));
  }

  @Override
  public void send(Destination destination, Message message) throws JMSException {
    send(destination, message, deliveryMode, priority, timeToLive);
  }

  @Override
  public void send(
      Destination destination, Message message, int mode, int newPriority, long newTimeToLive)
      throws JMSException {
    check();
    refuseBound();
    Sending sending = sending(mode, newPriority, newTimeToLive);
    session.sends().send(session.address(destination), message, sending);
  }

  @Override
  public void send(Message message, CompletionListener listener) throws JMSException {
    send(message, deliveryMode, priority, timeToLive, listener);
  }

  @Override
  public void send(
      Message message, int mode, int newPriority, long newTimeToLive, CompletionListener listener)
      throws JMSException {
    check();
    refuseNull(listener);
    Address to = bound();
    Sending sending = sending(mode, newPriority, newTimeToLive);
    session.sends().submit(this, to, message, sending, listener);
  }

  @Override
  public void send(Destination destination, Message message, CompletionListener listener)
      throws JMSException {
    send(destination, message, deliveryMode, priority, timeToLive, listener);
  }

  @Override
  public void send(
      Destination destination,
      Message message,
      int mode,
      int newPriority,
      long newTimeToLive,
      CompletionListener listener)
      throws JMSException {
    check();
    refuseNull(listener);
    refuseBound();
    Sending sending = sending(mode, newPriority, newTimeToLive);
    session.sends().submit(this, session.address(destination), message, sending, listener);
  }

  private Address bound() {
    if (bound == null) {
      throw new UnsupportedOperationException(
          "This producer was made without a destination: name one with each send.");
    }
    return bound;
  }

  private void refuseBound() {
    if (bound != null) {
      throw new UnsupportedOperationException(
          "This producer is bound to "
              + bound.destination()
              + ": send without naming a destination.");
    }
  }

  private static void refuseNull(@Nullable CompletionListener listener) {
    if (listener == null) {
      throw new IllegalArgumentException(
          "A CompletionListener must not be null; to wait for the send, leave it out.");
    }
  }

  private Sending sending(int mode, int newPriority, long newTimeToLive) throws JMSException {
    boolean persistent = checkedDeliveryMode(mode) == DeliveryMode.PERSISTENT;
    long millis = checkedMillis("time to live", newTimeToLive);
    return session.sends().sending(persistent, checkedPriority(newPriority), millis, deliveryDelay);
  }

  final void check() throws JMSException {
    life.check();
    session.check();
  }

  private static int checkedDeliveryMode(int mode) throws JMSException {
    if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
      throw refused("delivery mode", mode, "DeliveryMode.PERSISTENT or NON_PERSISTENT");
    }
    return mode;
  }

  private static int checkedPriority(int priority) throws JMSException {
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw refused("priority", priority, "0 to 9");
    }
    return priority;
  }

  private static long checkedMillis(String what, long millis) throws JMSException {
    if (millis < 0) {
      throw refused(what, millis, "0 or more milliseconds");
    }
    return millis;
  }

  private static JMSException refused(String what, long value, String range) {
    return new JMSException(
        "A " + what + " of " + value + " is not possible; it must be " + range + ".", "ARGUMENT");
  }
}
