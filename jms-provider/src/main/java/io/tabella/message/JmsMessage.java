package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A message without a body, and what all kinds have in common: header fields, properties,
 * acknowledgement. Belongs to one thread at a time. Jakarta Messaging 3.1, chapter 3.
 *
 * <p>The setters of the header fields that the specification calls "not for client use" do no harm:
 * sending overwrites what they set.
 */
public sealed class JmsMessage implements Message
    permits JmsBytesMessage, JmsMapMessage, JmsObjectMessage, JmsStreamMessage, JmsTextMessage {

  private final MessageProperties properties = new MessageProperties();
  private Acknowledgement acknowledgement = Acknowledgement.NONE;
  private boolean bodyReadOnly;

  private @Nullable String messageId;
  private long timestamp;
  private @Nullable String correlationId;
  private @Nullable Destination replyTo;
  private @Nullable Destination destination;
  private int deliveryMode = DEFAULT_DELIVERY_MODE;
  private boolean redelivered;
  private @Nullable String type;
  private long expiration;
  private long deliveryTime;
  private int priority = DEFAULT_PRIORITY;

  /** A new message, to be filled and sent. */
  public JmsMessage() {}

  // What the codec asks of a message.

  final MessageProperties properties() {
    return properties;
  }

  /** The body as it is now, for the store; nothing that happens to the message later changes it. */
  Body snapshot() throws JMSException {
    return new Body.Empty(BodyKind.NONE);
  }

  /** Forbids changes of the body; bodies that are read in sequence stand at their beginning. */
  void makeBodyReadOnly() {
    bodyReadOnly = true;
  }

  /** Empties the body. */
  void discardBody() {}

  final void acknowledgeThrough(Acknowledgement newAcknowledgement) {
    acknowledgement = newAcknowledgement;
  }

  final boolean isBodyReadOnly() {
    return bodyReadOnly;
  }

  final void checkBodyWriteable() throws MessageNotWriteableException {
    if (bodyReadOnly) {
      throw new MessageNotWriteableException(
          "the body is read-only, because the message was received or reset; call clearBody()"
              + " first");
    }
  }

  final MessageFormatException notAssignable(Class<?> wanted) {
    return new MessageFormatException(
        "the body of a " + getClass().getSimpleName() + " cannot be had as a " + wanted.getName());
  }

  /**
   * Writes what is set in this template into a message that is about to be sent: the properties,
   * and of the header fields those that an application sets.
   *
   * @throws MessageNotWriteableException if there are properties to set, and the message's are
   *     read-only
   */
  public final void writeTo(Message message) throws JMSException {
    if (message instanceof JmsMessage own) {
      own.properties.overrideWith(properties);
      writeHeaderTo(message);
      return;
    }
    writeHeaderTo(message);
    for (String name : Collections.list(properties.names())) {
      message.setObjectProperty(name, getObjectProperty(name));
    }
  }

  private void writeHeaderTo(Message message) throws JMSException {
    if (correlationId != null) {
      message.setJMSCorrelationID(correlationId);
    }
    if (type != null) {
      message.setJMSType(type);
    }
    if (replyTo != null) {
      message.setJMSReplyTo(replyTo);
    }
  }

  // Body and acknowledgement.

  @Override
  public final void acknowledge() throws JMSException {
    acknowledgement.acknowledge();
  }

  @Override
  public final void clearBody() {
    bodyReadOnly = false;
    discardBody();
  }

  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    return null;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public boolean isBodyAssignableTo(Class wanted) throws JMSException {
    return true;
  }

  // Header fields: 3.4 of the specification.

  @Override
  public final @Nullable String getJMSMessageID() {
    return messageId;
  }

  @Override
  public final void setJMSMessageID(@Nullable String id) {
    messageId = id;
  }

  @Override
  public final long getJMSTimestamp() {
    return timestamp;
  }

  @Override
  public final void setJMSTimestamp(long millis) {
    timestamp = millis;
  }

  /**
   * The correlation id's bytes: what its hexadecimal digits stand for if it has the form that
   * {@link #setJMSCorrelationIDAsBytes} makes, and otherwise its characters in UTF-8.
   */
  @Override
  public final byte @Nullable [] getJMSCorrelationIDAsBytes() {
    return correlationId == null ? null : CorrelationBytes.ofText(correlationId);
  }

  /**
   * Sets the correlation id to {@code ID:} and the bytes in hexadecimal digits, so that it can be
   * read in the database, selected, and had as bytes again.
   */
  @Override
  public final void setJMSCorrelationIDAsBytes(byte @Nullable [] bytes) {
    correlationId = bytes == null ? null : CorrelationBytes.toText(bytes);
  }

  @Override
  public final @Nullable String getJMSCorrelationID() {
    return correlationId;
  }

  @Override
  public final void setJMSCorrelationID(@Nullable String id) {
    correlationId = id;
  }

  @Override
  public final @Nullable Destination getJMSReplyTo() {
    return replyTo;
  }

  @Override
  public final void setJMSReplyTo(@Nullable Destination newReplyTo) {
    replyTo = newReplyTo;
  }

  @Override
  public final @Nullable Destination getJMSDestination() {
    return destination;
  }

  @Override
  public final void setJMSDestination(@Nullable Destination newDestination) {
    destination = newDestination;
  }

  /** {@link DeliveryMode#PERSISTENT} or {@link DeliveryMode#NON_PERSISTENT}. */
  @Override
  public final int getJMSDeliveryMode() {
    return deliveryMode;
  }

  @Override
  public final void setJMSDeliveryMode(int mode) {
    deliveryMode = mode;
  }

  @Override
  public final boolean getJMSRedelivered() {
    return redelivered;
  }

  @Override
  public final void setJMSRedelivered(boolean isRedelivered) {
    redelivered = isRedelivered;
  }

  @Override
  public final @Nullable String getJMSType() {
    return type;
  }

  @Override
  public final void setJMSType(@Nullable String newType) {
    type = newType;
  }

  @Override
  public final long getJMSExpiration() {
    return expiration;
  }

  @Override
  public final void setJMSExpiration(long millis) {
    expiration = millis;
  }

  @Override
  public final long getJMSDeliveryTime() {
    return deliveryTime;
  }

  @Override
  public final void setJMSDeliveryTime(long millis) {
    deliveryTime = millis;
  }

  @Override
  public final int getJMSPriority() {
    return priority;
  }

  @Override
  public final void setJMSPriority(int newPriority) {
    priority = newPriority;
  }

  // Properties: 3.5 of the specification.

  @Override
  public final void clearProperties() {
    properties.clear();
  }

  @Override
  public final boolean propertyExists(@Nullable String name) {
    return properties.has(name);
  }

  @Override
  public final Enumeration<String> getPropertyNames() {
    return properties.names();
  }

  @Override
  public final boolean getBooleanProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asBoolean();
  }

  @Override
  public final byte getByteProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asByte();
  }

  @Override
  public final short getShortProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asShort();
  }

  @Override
  public final int getIntProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asInt();
  }

  @Override
  public final long getLongProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asLong();
  }

  @Override
  public final float getFloatProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asFloat();
  }

  @Override
  public final double getDoubleProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asDouble();
  }

  @Override
  public final @Nullable String getStringProperty(@Nullable String name) throws JMSException {
    return properties.value(name).asString();
  }

  @Override
  public final @Nullable Object getObjectProperty(@Nullable String name) {
    return properties.value(name).asObject();
  }

  @Override
  public final void setBooleanProperty(@Nullable String name, boolean value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setByteProperty(@Nullable String name, byte value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setShortProperty(@Nullable String name, short value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setIntProperty(@Nullable String name, int value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setLongProperty(@Nullable String name, long value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setFloatProperty(@Nullable String name, float value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setDoubleProperty(@Nullable String name, double value) throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setStringProperty(@Nullable String name, @Nullable String value)
      throws JMSException {
    properties.set(name, value);
  }

  @Override
  public final void setObjectProperty(@Nullable String name, @Nullable Object value)
      throws JMSException {
    properties.set(name, value);
  }

  /** Kind, id and destination, for log lines; never the body. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + messageId + ", " + destination + "]";
  }
}
