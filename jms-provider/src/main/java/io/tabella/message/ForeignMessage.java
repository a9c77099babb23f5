package io.tabella.message;

import io.tabella.destination.JmsDestination;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Copies another provider's message through the API's interfaces. Jakarta Messaging 3.1, 3.12. */
final class ForeignMessage {

  private static final int PIECE = 8192;

  private ForeignMessage() {}

  static JmsMessage copy(Message foreign) throws JMSException {
    JmsMessage copy = copyOfBody(foreign);
    copyProperties(foreign, copy.properties());
    copy.setJMSCorrelationID(foreign.getJMSCorrelationID());
    copy.setJMSType(foreign.getJMSType());
    copy.setJMSReplyTo(knownOrNull(foreign.getJMSReplyTo()));
    return copy;
  }

  private static JmsMessage copyOfBody(Message foreign) throws JMSException {
    if (foreign instanceof TextMessage it) {
      return new JmsTextMessage(it.getText());
    }
    if (foreign instanceof BytesMessage it) {
      return bytes(it);
    }
    if (foreign instanceof MapMessage it) {
      return map(it);
    }
    if (foreign instanceof StreamMessage it) {
      return stream(it);
    }
    if (foreign instanceof ObjectMessage it) {
      return new JmsObjectMessage(it.getObject());
    }
    return new JmsMessage();
  }

  private static JmsMessage bytes(BytesMessage foreign) throws JMSException {
    JmsBytesMessage copy = new JmsBytesMessage();
    foreign.reset();
    byte[] piece = new byte[PIECE];
    int count = foreign.readBytes(piece);
    while (count > 0) {
      copy.writeBytes(piece, 0, count);
      count = foreign.readBytes(piece);
    }
    foreign.reset();
    return copy;
  }

  private static JmsMessage map(MapMessage foreign) throws JMSException {
    JmsMapMessage copy = new JmsMapMessage();
    for (Object name : Collections.list((Enumeration<?>) foreign.getMapNames())) {
      copy.setObject((String) name, foreign.getObject((String) name));
    }
    return copy;
  }

  private static JmsMessage stream(StreamMessage foreign) throws JMSException {
    JmsStreamMessage copy = new JmsStreamMessage();
    foreign.reset();
    while (copyNextValue(foreign, copy)) {}
    foreign.reset();
    return copy;
  }

  /** A stream tells its end by an exception, and in no other way. */
  private static boolean copyNextValue(StreamMessage foreign, JmsStreamMessage copy)
      throws JMSException {
    try {
      copy.writeObject(foreign.readObject());
      return true;
    } catch (MessageEOFException e) {
      return false;
    }
  }

  private static void copyProperties(Message foreign, MessageProperties copy) throws JMSException {
    for (Object name : Collections.list((Enumeration<?>) foreign.getPropertyNames())) {
      copy.adopt((String) name, foreign.getObjectProperty((String) name));
    }
  }

  /** The specification does not ask for a destination that means nothing here: 3.12, last words. */
  private static @Nullable Destination knownOrNull(@Nullable Destination replyTo)
      throws JMSException {
    try {
      return replyTo == null ? null : JmsDestination.of(replyTo);
    } catch (InvalidDestinationException e) {
      return null;
    }
  }
}
