package io.tabella.store.jdbc;

import io.tabella.store.Body;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** What a row takes, checked before the database sees it, so that the message names the culprit. */
final class EntryLimits {

  private static final int LONGEST_SHORT_HEADER = 255;
  private static final int LONGEST_TEXT = 1_000_000;

  private EntryLimits() {}

  /**
   * Checks a message.
   *
   * @throws StoreRejectedException if a part of it is too long, or is no text that can be written
   */
  static void check(StoredMessage message) {
    MessageHeader header = message.header();
    check("the message id", header.messageId(), LONGEST_SHORT_HEADER);
    check("JMSType", header.type(), LONGEST_SHORT_HEADER);
    check("JMSReplyTo", header.replyTo(), LONGEST_SHORT_HEADER);
    check("JMSXGroupID", header.group(), LONGEST_SHORT_HEADER);
    check("JMSCorrelationID", header.correlationId(), LONGEST_TEXT);
    check("the properties as JSON", message.properties(), LONGEST_TEXT);
    if (message.body() instanceof Body.Text text) {
      check("the text", text.text(), Integer.MAX_VALUE);
    }
  }

  private static void check(String what, @Nullable String value, int longest) {
    if (value == null) {
      return;
    }
    if (value.length() > longest) {
      throw new StoreRejectedException(
          what + " has " + value.length() + " characters; the limit is " + longest, null);
    }
    if (Utf8.length(value) == Utf8.MALFORMED) {
      throw new StoreRejectedException(
          what + " has half of a surrogate pair, which no database can store as text", null);
    }
  }
}
