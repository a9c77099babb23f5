package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.destination.JmsQueue;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
final class DeadLetterTest {

  private static final DeadLetter LETTER = new DeadLetter("queue:orders", 0, 10, "no stock", 7_000);

  private final MessageCodec codec = new MessageCodec(TrustedPackages.NONE);

  @Test
  void reasonAndOriginArePropertiesBesideTheApplications() throws JMSException {
    JmsMessage received = receive(LETTER.of(stored()));
    assertThat(received.getObjectProperty("p")).isEqualTo(5L);
    assertThat(received.getObjectProperty("JMSXGroupID")).isEqualTo("g");
    assertThat(received.getObjectProperty("JMS_TABELLA_originalDestination"))
        .isEqualTo("queue:orders");
    assertThat(received.getObjectProperty("JMS_TABELLA_deliveryCount")).isEqualTo(10);
    assertThat(received.getObjectProperty("JMS_TABELLA_deadLetterReason")).isEqualTo("no stock");
    assertThat(received.getObjectProperty("JMS_TABELLA_deadLetteredAt")).isEqualTo(7_000L);
    assertThat(((JmsTextMessage) received).getText()).isEqualTo("text");
  }

  @Test
  void textIsWhatADbaExpects() {
    assertThat(LETTER.of(stored().withProperties(null)).properties())
        .isEqualTo(
            "{\"JMS_TABELLA_originalDestination\":\"queue:orders\","
                + "\"JMS_TABELLA_deliveryCount\":10,"
                + "\"JMS_TABELLA_deadLetterReason\":\"no stock\","
                + "\"JMS_TABELLA_deadLetteredAt\":7000,"
                + "\"\":{\"JMS_TABELLA_deadLetteredAt\":\"long\"}}");
  }

  @Test
  void deadLettersDoNotExpire() {
    StoredMessage dead = LETTER.of(stored());
    assertThat(dead.header().expiresAt()).isZero();
    assertThat(dead.header().messageId()).isEqualTo("ID:1");
  }

  @Test
  void newerReasonReplacesTheOlder() throws JMSException {
    StoredMessage twice =
        new DeadLetter("queue:retry", 0, 3, "again", 8_000).of(LETTER.of(stored()));
    JmsMessage received = receive(twice);
    assertThat(received.getStringProperty(DeadLetter.ORIGINAL_DESTINATION))
        .isEqualTo("queue:retry");
    assertThat(received.getStringProperty(DeadLetter.REASON)).isEqualTo("again");
  }

  @Test
  void longReasonIsCutBetweenCharacters() throws JMSException {
    assertThat(reasonOf("x".repeat(2_000))).hasSize(2_000);
    assertThat(reasonOf("x".repeat(5_000))).hasSize(2_000);
    assertThat(reasonOf("x".repeat(1_999) + "😀")).isEqualTo("x".repeat(1_999));
    assertThat(reasonOf("x".repeat(1_998) + "😀😀")).isEqualTo("x".repeat(1_998) + "😀");
  }

  @Test
  void reasonMayHoldAnything() throws JMSException {
    assertThat(reasonOf("a\u0000\n\"\uD800")).isEqualTo("a\u0000\n\"\uD800");
  }

  @Test
  void unreadablePropertiesDoNotKeepAMessageOut() throws JMSException {
    JmsMessage received = receive(LETTER.of(stored().withProperties("{broken")));
    assertThat(received.getStringProperty(DeadLetter.UNREADABLE_PROPERTIES)).isEqualTo("{broken");
    assertThat(received.getStringProperty(DeadLetter.REASON)).isEqualTo("no stock");
  }

  @Test
  void reasonTellsWhatAContainerHasWrapped() {
    Exception thrown = new IllegalStateException("no elephants");
    Exception wrapped = new RuntimeException("system exception", new Exception(thrown));

    assertThat(DeadLetter.reasonOf(thrown)).isEqualTo(thrown.toString());
    assertThat(DeadLetter.reasonOf(wrapped))
        .isEqualTo("java.lang.RuntimeException: system exception, caused by " + thrown);
  }

  @Test
  void reasonEndsAlthoughCausesGoRound() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    assertThat(DeadLetter.reasonOf(two)).startsWith("java.lang.Exception: two");
  }

  private String reasonOf(String reason) throws JMSException {
    return receive(new DeadLetter("queue:orders", 0, 1, reason, 0).of(stored()))
        .getStringProperty(DeadLetter.REASON);
  }

  private StoredMessage stored() {
    try {
      JmsTextMessage sent = new JmsTextMessage("text");
      sent.setLongProperty("p", 5);
      sent.setStringProperty("JMSXGroupID", "g");
      return codec.encode(sent, new Sending("ID:1", 1_000, 2_000, 4, true, 1_000));
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  private JmsMessage receive(StoredMessage stored) throws JMSException {
    return codec.decode(stored, Receiving.look(new JmsQueue("dead"), 1));
  }
}
