package io.tabella.client;

import io.tabella.message.JmsBytesMessage;
import io.tabella.message.JmsMapMessage;
import io.tabella.message.JmsMessage;
import io.tabella.message.JmsObjectMessage;
import io.tabella.message.JmsTextMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A producer of the simplified API: a classic one without a destination, and a template of the
 * header fields and properties that it sets in each message. Belongs to its context's thread.
 * Jakarta Messaging 3.1, 7.
 */
final class JmsProducer implements JMSProducer {

  private final JmsMessageProducer producer;

  /** Never sent. A header field that is null in it says nothing about that of the message. */
  private final JmsMessage template = new JmsMessage();

  private @Nullable CompletionListener async;

  JmsProducer(JmsMessageProducer producer) {
    this.producer = producer;
  }

  private JMSProducer with(Unchecked.Step setting) {
    Unchecked.run(producer::check);
    Unchecked.run(setting);
    return this;
  }

  private <T> T ask(Unchecked.Call<T> getting) {
    Unchecked.run(producer::check);
    return Unchecked.get(getting);
  }

  private <T> @Nullable T askOrNull(Unchecked.NullableCall<T> getting) {
    Unchecked.run(producer::check);
    return Unchecked.getOrNull(getting);
  }

  // Sending.

  @Override
  public JMSProducer send(Destination destination, Message message) {
    return with(() -> sendWithTemplate(destination, message));
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable String body) {
    return with(() -> sendWithTemplate(destination, new JmsTextMessage(body)));
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable Map<String, Object> body) {
    return with(() -> sendWithTemplate(destination, messageOf(body)));
  }

  @Override
  public JMSProducer send(Destination destination, byte @Nullable [] body) {
    return with(() -> sendWithTemplate(destination, messageOf(body)));
  }

  @Override
  public JMSProducer send(Destination destination, @Nullable Serializable body) {
    return with(() -> sendWithTemplate(destination, new JmsObjectMessage(body)));
  }

  private static Message messageOf(@Nullable Map<String, Object> body) throws JMSException {
    JmsMapMessage message = new JmsMapMessage();
    if (body != null) {
      for (Map.Entry<String, Object> entry : body.entrySet()) {
        message.setObject(entry.getKey(), entry.getValue());
      }
    }
    return message;
  }

  private static Message messageOf(byte @Nullable [] body) throws JMSException {
    JmsBytesMessage message = new JmsBytesMessage();
    if (body != null) {
      message.writeBytes(body);
    }
    return message;
  }

  /** A null that should be a message is left to the classic producer to refuse. */
  private void sendWithTemplate(Destination destination, Message message) throws JMSException {
    if (message != null) {
      template.writeTo(message);
    }
    if (async == null) {
      producer.send(destination, message);
    } else {
      producer.send(destination, message, async);
    }
  }

  // How to send.

  @Override
  public JMSProducer setDisableMessageID(boolean value) {
    return with(() -> producer.setDisableMessageID(value));
  }

  @Override
  public boolean getDisableMessageID() {
    return ask(producer::getDisableMessageID);
  }

  @Override
  public JMSProducer setDisableMessageTimestamp(boolean value) {
    return with(() -> producer.setDisableMessageTimestamp(value));
  }

  @Override
  public boolean getDisableMessageTimestamp() {
    return ask(producer::getDisableMessageTimestamp);
  }

  @Override
  public JMSProducer setDeliveryMode(int deliveryMode) {
    return with(() -> producer.setDeliveryMode(deliveryMode));
  }

  @Override
  public int getDeliveryMode() {
    return ask(producer::getDeliveryMode);
  }

  @Override
  public JMSProducer setPriority(int priority) {
    return with(() -> producer.setPriority(priority));
  }

  @Override
  public int getPriority() {
    return ask(producer::getPriority);
  }

  @Override
  public JMSProducer setTimeToLive(long timeToLive) {
    return with(() -> producer.setTimeToLive(timeToLive));
  }

  @Override
  public long getTimeToLive() {
    return ask(producer::getTimeToLive);
  }

  @Override
  public JMSProducer setDeliveryDelay(long deliveryDelay) {
    return with(() -> producer.setDeliveryDelay(deliveryDelay));
  }

  @Override
  public long getDeliveryDelay() {
    return ask(producer::getDeliveryDelay);
  }

  @Override
  public JMSProducer setAsync(@Nullable CompletionListener listener) {
    return with(() -> async = listener);
  }

  @Override
  public @Nullable CompletionListener getAsync() {
    return askOrNull(() -> async);
  }

  // Properties.

  @Override
  public JMSProducer setProperty(String name, boolean value) {
    return with(() -> template.setBooleanProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, byte value) {
    return with(() -> template.setByteProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, short value) {
    return with(() -> template.setShortProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, int value) {
    return with(() -> template.setIntProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, long value) {
    return with(() -> template.setLongProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, float value) {
    return with(() -> template.setFloatProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, double value) {
    return with(() -> template.setDoubleProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, @Nullable String value) {
    return with(() -> template.setStringProperty(name, value));
  }

  @Override
  public JMSProducer setProperty(String name, @Nullable Object value) {
    return with(() -> template.setObjectProperty(name, value));
  }

  @Override
  public JMSProducer clearProperties() {
    return with(template::clearProperties);
  }

  @Override
  public boolean propertyExists(String name) {
    return ask(() -> template.propertyExists(name));
  }

  @Override
  public boolean getBooleanProperty(String name) {
    return ask(() -> template.getBooleanProperty(name));
  }

  @Override
  public byte getByteProperty(String name) {
    return ask(() -> template.getByteProperty(name));
  }

  @Override
  public short getShortProperty(String name) {
    return ask(() -> template.getShortProperty(name));
  }

  @Override
  public int getIntProperty(String name) {
    return ask(() -> template.getIntProperty(name));
  }

  @Override
  public long getLongProperty(String name) {
    return ask(() -> template.getLongProperty(name));
  }

  @Override
  public float getFloatProperty(String name) {
    return ask(() -> template.getFloatProperty(name));
  }

  @Override
  public double getDoubleProperty(String name) {
    return ask(() -> template.getDoubleProperty(name));
  }

  @Override
  public @Nullable String getStringProperty(String name) {
    return askOrNull(() -> template.getStringProperty(name));
  }

  @Override
  public @Nullable Object getObjectProperty(String name) {
    return askOrNull(() -> template.getObjectProperty(name));
  }

  /** A view: what is set and cleared later shows in it. */
  @Override
  public Set<String> getPropertyNames() {
    return ask(() -> Collections.unmodifiableSet(new PropertyNameView(template)));
  }

  // Header fields.

  @Override
  public JMSProducer setJMSCorrelationIDAsBytes(byte @Nullable [] correlationId) {
    return with(() -> template.setJMSCorrelationIDAsBytes(correlationId));
  }

  @Override
  public byte @Nullable [] getJMSCorrelationIDAsBytes() {
    return askOrNull(template::getJMSCorrelationIDAsBytes);
  }

  @Override
  public JMSProducer setJMSCorrelationID(@Nullable String correlationId) {
    return with(() -> template.setJMSCorrelationID(correlationId));
  }

  @Override
  public @Nullable String getJMSCorrelationID() {
    return askOrNull(template::getJMSCorrelationID);
  }

  @Override
  public JMSProducer setJMSType(@Nullable String type) {
    return with(() -> template.setJMSType(type));
  }

  @Override
  public @Nullable String getJMSType() {
    return askOrNull(template::getJMSType);
  }

  @Override
  public JMSProducer setJMSReplyTo(@Nullable Destination replyTo) {
    return with(() -> template.setJMSReplyTo(replyTo));
  }

  @Override
  public @Nullable Destination getJMSReplyTo() {
    return askOrNull(template::getJMSReplyTo);
  }
}
