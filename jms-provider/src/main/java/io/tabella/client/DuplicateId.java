package io.tabella.client;

import io.tabella.extension.TabellaProperties;
import io.tabella.message.StoredText;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.Nullable;

/** Reads what a sender calls its message. */
final class DuplicateId {

  private static final int LONGEST = 255;

  private DuplicateId() {}

  /**
   * The message's property; null if it has none.
   *
   * @throws MessageFormatException if it is empty, too long, or cannot be stored
   */
  static @Nullable String of(Message message) throws JMSException {
    Object value = message.getObjectProperty(TabellaProperties.DUPLICATE_ID);
    if (value == null) {
      return null;
    }
    String id = value.toString();
    if (id.isEmpty() || id.length() > LONGEST || !StoredText.isStorable(id)) {
      throw new MessageFormatException(
          "The message was not sent: its property "
              + TabellaProperties.DUPLICATE_ID
              + " has "
              + id.length()
              + " characters. It takes 1 to "
              + LONGEST
              + ", without NUL and halves of surrogate pairs.",
          "DUPLICATE_ID");
    }
    return id;
  }
}
