package io.tabella.message;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageNotWriteableException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says in a message about who sends it: the properties that it sets on send.
 * Jakarta Messaging 3.1, 3.5.9.
 *
 * @param user JMSXUserID; null to say nothing, as with the others
 * @param application JMSXAppID
 * @param transaction JMSXProducerTXID
 */
public record Signature(
    @Nullable String user, @Nullable String application, @Nullable String transaction) {

  /** Says nothing. */
  public static final Signature NONE = new Signature(null, null, null);

  /** The same within a transaction. */
  public Signature within(@Nullable String newTransaction) {
    return new Signature(user, application, newTransaction);
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    putIfSaid(properties, JmsxProperties.USER_ID, user);
    putIfSaid(properties, JmsxProperties.APP_ID, application);
    putIfSaid(properties, JmsxProperties.PRODUCER_TXID, transaction);
    return properties;
  }

  private static void putIfSaid(
      Map<String, String> properties, String name, @Nullable String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  /**
   * Writes it into the sender's own message, in place of what was there. Another provider's message
   * that takes no properties is left alone: what is sent has them all the same.
   */
  public void writeTo(Message message) throws JMSException {
    if (message instanceof JmsMessage own) {
      own.properties().sign(this);
      return;
    }
    for (Map.Entry<String, String> property : properties().entrySet()) {
      try {
        message.setStringProperty(property.getKey(), property.getValue());
      } catch (MessageNotWriteableException e) {
        return;
      }
    }
  }
}
