package io.tabella.message;

import io.tabella.destination.JmsDestination;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Messages to what the store keeps, in the sender's thread, and back, in the receiver's. Safe for
 * all threads.
 */
public final class MessageCodec {

  /** The width of the columns that operators group and filter by. */
  private static final int LONGEST_LABEL = 255;

  /** Where JMSDeliveryTime travels, if it is not the time of sending. */
  private static final String DELIVERY_TIME = "JMS_TABELLA_deliveryTime";

  private final TrustedPackages trusted;

  /** A codec whose object messages are read under these packages. */
  public MessageCodec(TrustedPackages trusted) {
    this.trusted = trusted;
  }

  /** Takes a snapshot of a message that says nothing about who sends it. */
  public StoredMessage encode(@Nullable Message message, Sending sending) throws JMSException {
    return encode(message, sending, Signature.NONE);
  }

  /**
   * Takes a snapshot of a message, ours or another provider's. The message itself is not changed,
   * except that bytes and streams of other providers are reset: there is no other way to read them.
   *
   * @throws MessageFormatException if the message is null, or has what cannot be stored
   * @throws jakarta.jms.InvalidDestinationException if JMSReplyTo is neither a queue nor a topic
   */
  public StoredMessage encode(@Nullable Message message, Sending sending, Signature signature)
      throws JMSException {
    if (message == null) {
      throw new MessageFormatException("the message to be sent must not be null");
    }
    JmsMessage own = message instanceof JmsMessage it ? it : ForeignMessage.copy(message);
    Map<String, @Nullable Object> properties = propertiesOf(own, sending, signature);
    return new StoredMessage(
        headerOf(own, sending),
        properties.isEmpty() ? null : TypedJson.ofMap(properties),
        own.snapshot());
  }

  private static Map<String, @Nullable Object> propertiesOf(
      JmsMessage message, Sending sending, Signature signature) {
    Map<String, @Nullable Object> set = message.properties().toStore();
    if (!sending.isLater() && signature.isEmpty()) {
      return set;
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(set);
    properties.putAll(signature.properties());
    if (sending.isLater()) {
      properties.put(DELIVERY_TIME, sending.deliveryAt());
    }
    return properties;
  }

  private static MessageHeader headerOf(JmsMessage message, Sending sending) throws JMSException {
    Destination replyTo = message.getJMSReplyTo();
    return new MessageHeader(
        sending.messageId(),
        sending.sentAt(),
        sending.expiresAt(),
        sending.priority(),
        sending.persistent(),
        storable("JMSCorrelationID", message.getJMSCorrelationID()),
        label("JMSType", message.getJMSType()),
        replyTo == null ? null : JmsDestination.of(replyTo).toString(),
        label(JmsxProperties.GROUP_ID, message.properties().group()));
  }

  private static @Nullable String label(String field, @Nullable String value)
      throws MessageFormatException {
    if (value != null && value.length() > LONGEST_LABEL) {
      throw new MessageFormatException(
          field + " has " + value.length() + " characters; at most " + LONGEST_LABEL + " fit");
    }
    return storable(field, value);
  }

  private static @Nullable String storable(String field, @Nullable String value)
      throws MessageFormatException {
    if (value == null || StoredText.isStorable(value)) {
      return value;
    }
    throw new MessageFormatException(
        field
            + " cannot be stored as text: it has a NUL character or half of a surrogate pair"
            + (field.equals("JMSCorrelationID") ? "; use setJMSCorrelationIDAsBytes" : ""));
  }

  /**
   * Makes a stored message one that an application receives: body and properties read-only. Each
   * call makes a new one, so that what one receiver does with it does not reach the next.
   *
   * @throws MessageFormatException if what is stored cannot be read, for example because a newer
   *     version wrote it
   * @throws IllegalArgumentException if the body has been left in the content table
   */
  public JmsMessage decode(StoredMessage stored, Receiving delivery) throws JMSException {
    MessageHeader header = stored.header();
    JmsMessage message = ofBody(header, stored.body());
    Map<String, @Nullable Object> properties = propertiesOf(stored, delivery);
    Object deliveryAt = properties.remove(DELIVERY_TIME);
    message.properties().receive(properties);
    message.makeBodyReadOnly();
    message.acknowledgeThrough(delivery.acknowledgement());
    new Sending(
            header.messageId(),
            header.sentAt(),
            header.expiresAt(),
            header.priority(),
            header.persistent(),
            deliveryAt instanceof Long millis ? millis : header.sentAt())
        .writeTo(message, delivery.destination());
    message.setJMSRedelivered(delivery.redelivered());
    message.setJMSCorrelationID(header.correlationId());
    message.setJMSType(header.type());
    message.setJMSReplyTo(header.replyTo() == null ? null : JmsDestination.parse(header.replyTo()));
    return message;
  }

  private static Map<String, @Nullable Object> propertiesOf(
      StoredMessage stored, Receiving delivery) throws MessageFormatException {
    String json = stored.properties();
    Map<String, @Nullable Object> properties =
        json == null ? new LinkedHashMap<>() : read(stored.header(), json, TypedJson::readMap);
    if (stored.header().group() != null) {
      properties.put(JmsxProperties.GROUP_ID, stored.header().group());
    }
    properties.put(JmsxProperties.DELIVERY_COUNT, delivery.count());
    if (delivery.receivedAt() > 0) {
      properties.put(JmsxProperties.RCV_TIMESTAMP, delivery.receivedAt());
    }
    if (delivery.transaction() != null) {
      properties.put(JmsxProperties.CONSUMER_TXID, delivery.transaction());
    }
    return properties;
  }

  private JmsMessage ofBody(MessageHeader header, Body body) throws MessageFormatException {
    if (body instanceof Body.Text it) {
      return ofText(header, it);
    }
    if (body instanceof Body.Bytes it) {
      return ofBytes(header, it);
    }
    if (body instanceof Body.Empty it) {
      return ofNothing(it.kind());
    }
    throw new IllegalArgumentException(
        "the body of message " + header.messageId() + " must be read from the store first");
  }

  private static JmsMessage ofNothing(BodyKind kind) {
    return switch (kind) {
      case NONE -> new JmsMessage();
      case TEXT -> new JmsTextMessage();
      case BYTES -> new JmsBytesMessage();
      case MAP -> new JmsMapMessage();
      case STREAM -> new JmsStreamMessage();
      case OBJECT -> new JmsObjectMessage();
    };
  }

  private static JmsMessage ofText(MessageHeader header, Body.Text body)
      throws MessageFormatException {
    return switch (body.kind()) {
      case TEXT -> new JmsTextMessage(body.text());
      case MAP -> new JmsMapMessage(read(header, body.text(), TypedJson::readMap));
      case STREAM -> new JmsStreamMessage(read(header, body.text(), TypedJson::readList));
      case NONE, BYTES, OBJECT -> throw unexpected(header, body.kind(), "text");
    };
  }

  private JmsMessage ofBytes(MessageHeader header, Body.Bytes body) throws MessageFormatException {
    return switch (body.kind()) {
      case TEXT -> new JmsTextMessage(StoredText.ofUtf16(body.bytes()));
      case BYTES -> new JmsBytesMessage(body.bytes());
      case OBJECT -> new JmsObjectMessage(body.bytes(), trusted);
      case NONE, MAP, STREAM -> throw unexpected(header, body.kind(), "bytes");
    };
  }

  private static <T> T read(MessageHeader header, String json, Function<String, T> reader)
      throws MessageFormatException {
    try {
      return reader.apply(json);
    } catch (MalformedJsonException e) {
      MessageFormatException failure =
          new MessageFormatException(
              "message " + header.messageId() + " cannot be read: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private static MessageFormatException unexpected(
      MessageHeader header, BodyKind kind, String form) {
    return new MessageFormatException(
        "message "
            + header.messageId()
            + " cannot be read: a body of kind "
            + kind
            + " is stored as "
            + form);
  }
}
