package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The text kind, the plain kind, and header fields. Jakarta Messaging 3.1, 3.4 and 3.11. */
@NullUnmarked
final class JmsTextMessageTest {

  @Test
  void bodyIsTheTextInAnyOfItsTypes() throws JMSException {
    JmsTextMessage message = new JmsTextMessage("text");
    assertThat(message.getBody(String.class)).isEqualTo("text");
    assertThat(message.getBody(CharSequence.class)).isEqualTo("text");
    assertThat(message.getBody(Object.class)).isEqualTo("text");
    assertThat(message.isBodyAssignableTo(Comparable.class)).isTrue();
    assertThat(message.isBodyAssignableTo(Integer.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(Integer.class))
        .isInstanceOf(MessageFormatException.class)
        .hasMessage("the body of a JmsTextMessage cannot be had as a java.lang.Integer");
  }

  @Test
  void noTextIsNoBody() throws JMSException {
    JmsTextMessage message = new JmsTextMessage();
    assertThat(message.getText()).isNull();
    assertThat(message.isBodyAssignableTo(Integer.class)).isTrue();
    assertThat(message.getBody(Integer.class)).isNull();
  }

  @Test
  void plainMessageHasNoBodyOfAnyType() throws JMSException {
    JmsMessage message = new JmsMessage();
    assertThat(message.isBodyAssignableTo(Integer.class)).isTrue();
    assertThat(message.getBody(Integer.class)).isNull();
    message.clearBody();
  }

  @Test
  void correlationBytesComeBackAndCanBeReadAsText() {
    JmsMessage message = new JmsMessage();
    byte[] bytes = {0, (byte) 0xCA, (byte) 0xFE};
    message.setJMSCorrelationIDAsBytes(bytes);
    bytes[0] = 9;
    assertThat(message.getJMSCorrelationID()).isEqualTo("ID:00cafe");
    assertThat(message.getJMSCorrelationIDAsBytes()).containsExactly(0, 0xCA, 0xFE);
    message.setJMSCorrelationIDAsBytes(new byte[0]);
    assertThat(message.getJMSCorrelationIDAsBytes()).isEmpty();
    message.setJMSCorrelationIDAsBytes(null);
    assertThat(message.getJMSCorrelationID()).isNull();
    assertThat(message.getJMSCorrelationIDAsBytes()).isNull();
  }

  @Test
  void correlationTextAsBytesIsUtf8() {
    JmsMessage message = new JmsMessage();
    message.setJMSCorrelationID("é");
    assertThat(message.getJMSCorrelationIDAsBytes()).containsExactly(0xC3, 0xA9);
    message.setJMSCorrelationID("ID:abc");
    assertThat(message.getJMSCorrelationIDAsBytes()).hasSize(6);
  }

  @Test
  void newMessageHasTheDefaultsOfTheSpecification() {
    JmsMessage message = new JmsMessage();
    assertThat(message.getJMSMessageID()).isNull();
    assertThat(message.getJMSTimestamp()).isZero();
    assertThat(message.getJMSDeliveryMode()).isEqualTo(JmsMessage.DEFAULT_DELIVERY_MODE);
    assertThat(message.getJMSPriority()).isEqualTo(JmsMessage.DEFAULT_PRIORITY);
    assertThat(message.getJMSExpiration()).isZero();
    assertThat(message.getJMSDeliveryTime()).isZero();
    assertThat(message.getJMSDestination()).isNull();
    assertThat(message.getJMSReplyTo()).isNull();
    assertThat(message.getJMSType()).isNull();
    assertThat(message.getJMSRedelivered()).isFalse();
  }
}
