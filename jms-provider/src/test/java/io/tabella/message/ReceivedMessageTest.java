package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.destination.JmsQueue;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, 3.5.3, 3.10 and 3.11.2. */
@NullUnmarked
final class ReceivedMessageTest {

  private final MessageCodec codec = new MessageCodec(TrustedPackages.NONE);

  @Test
  void propertiesAreReadOnlyUntilTheyAreCleared() throws JMSException {
    JmsTextMessage sent = new JmsTextMessage("text");
    sent.setIntProperty("p", 1);
    JmsTextMessage received = receive(sent);
    refusesWrite(() -> received.setIntProperty("p", 2));
    refusesWrite(() -> received.setBooleanProperty("q", true));
    refusesWrite(() -> received.setByteProperty("q", (byte) 1));
    refusesWrite(() -> received.setShortProperty("q", (short) 1));
    refusesWrite(() -> received.setLongProperty("q", 1));
    refusesWrite(() -> received.setFloatProperty("q", 1));
    refusesWrite(() -> received.setDoubleProperty("q", 1));
    refusesWrite(() -> received.setStringProperty("q", "x"));
    refusesWrite(() -> received.setObjectProperty("q", "x"));
    assertThat(received.getIntProperty("p")).isEqualTo(1);

    received.clearProperties();
    assertThat(Collections.list(received.getPropertyNames())).isEmpty();
    received.setIntProperty("p", 3);
    assertThat(received.getIntProperty("p")).isEqualTo(3);
    assertThat(received.getText()).isEqualTo("text");
    refusesWrite(() -> received.setText("x"));
  }

  @Test
  void clearingTheBodyLeavesPropertiesAndHeaderFields() throws JMSException {
    JmsTextMessage sent = new JmsTextMessage("text");
    sent.setIntProperty("p", 1);
    sent.setJMSType("t");
    JmsTextMessage received = receive(sent);
    received.clearBody();
    assertThat(received.getText()).isNull();
    received.setText("new");
    assertThat(received.getText()).isEqualTo("new");
    assertThat(received.getIntProperty("p")).isEqualTo(1);
    assertThat(received.getJMSType()).isEqualTo("t");
    refusesWrite(() -> received.setIntProperty("p", 2));
  }

  @Test
  void textIsReadOnly() throws JMSException {
    JmsTextMessage received = receive(new JmsTextMessage("text"));
    refusesWrite(() -> received.setText("x"));
    assertThat(received.getText()).isEqualTo("text");
  }

  @Test
  void objectIsReadOnly() throws JMSException {
    JmsObjectMessage received = receive(new JmsObjectMessage("object"));
    refusesWrite(() -> received.setObject("x"));
    assertThat(received.getObject()).isEqualTo("object");
    received.clearBody();
    assertThat(received.getObject()).isNull();
    received.setObject("x");
    assertThat(received.getObject()).isEqualTo("x");
  }

  @Test
  void mapIsReadOnly() throws JMSException {
    JmsMapMessage sent = new JmsMapMessage();
    sent.setInt("a", 1);
    JmsMapMessage received = receive(sent);
    refusesWrite(() -> received.setBoolean("a", true));
    refusesWrite(() -> received.setByte("a", (byte) 1));
    refusesWrite(() -> received.setShort("a", (short) 1));
    refusesWrite(() -> received.setChar("a", 'c'));
    refusesWrite(() -> received.setInt("a", 1));
    refusesWrite(() -> received.setLong("a", 1));
    refusesWrite(() -> received.setFloat("a", 1));
    refusesWrite(() -> received.setDouble("a", 1));
    refusesWrite(() -> received.setString("a", "x"));
    refusesWrite(() -> received.setBytes("a", new byte[1]));
    refusesWrite(() -> received.setBytes("a", new byte[1], 0, 1));
    refusesWrite(() -> received.setObject("a", 1));
    received.clearBody();
    assertThat(received.itemExists("a")).isFalse();
    received.setInt("b", 2);
    assertThat(received.getInt("b")).isEqualTo(2);
  }

  @Test
  void bytesAreReadFromTheBeginningAndNotWritten() throws JMSException {
    JmsBytesMessage sent = new JmsBytesMessage();
    sent.writeInt(5);
    JmsBytesMessage received = receive(sent);
    refusesWrite(() -> received.writeBoolean(true));
    refusesWrite(() -> received.writeByte((byte) 1));
    refusesWrite(() -> received.writeShort((short) 1));
    refusesWrite(() -> received.writeChar('c'));
    refusesWrite(() -> received.writeInt(1));
    refusesWrite(() -> received.writeLong(1));
    refusesWrite(() -> received.writeFloat(1));
    refusesWrite(() -> received.writeDouble(1));
    refusesWrite(() -> received.writeUTF("x"));
    refusesWrite(() -> received.writeBytes(new byte[1]));
    refusesWrite(() -> received.writeBytes(new byte[1], 0, 1));
    refusesWrite(() -> received.writeObject(1));
    assertThat(received.getBodyLength()).isEqualTo(4);
    assertThat(received.readInt()).isEqualTo(5);
    received.clearBody();
    assertThatThrownBy(received::readInt).isInstanceOf(MessageNotReadableException.class);
    received.writeInt(6);
    received.reset();
    assertThat(received.readInt()).isEqualTo(6);
  }

  @Test
  void streamIsReadFromTheBeginningAndNotWritten() throws JMSException {
    JmsStreamMessage sent = new JmsStreamMessage();
    sent.writeInt(5);
    JmsStreamMessage received = receive(sent);
    refusesWrite(() -> received.writeBoolean(true));
    refusesWrite(() -> received.writeByte((byte) 1));
    refusesWrite(() -> received.writeShort((short) 1));
    refusesWrite(() -> received.writeChar('c'));
    refusesWrite(() -> received.writeInt(1));
    refusesWrite(() -> received.writeLong(1));
    refusesWrite(() -> received.writeFloat(1));
    refusesWrite(() -> received.writeDouble(1));
    refusesWrite(() -> received.writeString("x"));
    refusesWrite(() -> received.writeBytes(new byte[1]));
    refusesWrite(() -> received.writeBytes(new byte[1], 0, 1));
    refusesWrite(() -> received.writeObject(1));
    assertThat(received.readInt()).isEqualTo(5);
    received.clearBody();
    assertThatThrownBy(received::readInt).isInstanceOf(MessageNotReadableException.class);
    received.writeInt(6);
    received.reset();
    assertThat(received.readInt()).isEqualTo(6);
  }

  @Test
  void headerFieldsAreNeverReadOnly() throws JMSException {
    JmsTextMessage received = receive(new JmsTextMessage("text"));
    received.setJMSCorrelationID("c");
    received.setJMSPriority(1);
    assertThat(received.getJMSCorrelationID()).isEqualTo("c");
    assertThat(received.getJMSPriority()).isEqualTo(1);
  }

  @Test
  void receivedMessageCanBeSentOn() throws JMSException {
    JmsMapMessage sent = new JmsMapMessage();
    sent.setInt("a", 1);
    sent.setIntProperty("p", 1);
    JmsMapMessage again = receive(receive(sent));
    assertThat(again.getInt("a")).isEqualTo(1);
    assertThat(again.getIntProperty("p")).isEqualTo(1);
  }

  @Test
  void acknowledgeIsTheSessionsAffair() throws JMSException {
    AtomicInteger calls = new AtomicInteger();
    JmsMessage received = receive(new JmsMessage(), calls::incrementAndGet);
    received.acknowledge();
    received.acknowledge();
    assertThat(calls).hasValue(2);
    JmsMessage orphan =
        receive(
            new JmsMessage(),
            () -> {
              throw new IllegalStateException("the session is closed");
            });
    assertThatThrownBy(orphan::acknowledge).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void acknowledgeOfAMessageThatWasNotReceivedDoesNothing() throws JMSException {
    JmsMessage own = new JmsMessage();
    own.acknowledge();
    assertThat(own.getJMSRedelivered()).isFalse();
  }

  @Test
  void logLineNamesKindIdAndDestinationAndNoContent() throws JMSException {
    assertThat(receive(new JmsTextMessage("secret")))
        .hasToString("JmsTextMessage[ID:1, queue:orders]");
  }

  private static void refusesWrite(ThrowingCallable write) {
    assertThatThrownBy(write).isInstanceOf(MessageNotWriteableException.class);
  }

  private <M extends JmsMessage> M receive(M sent) throws JMSException {
    return receive(sent, Acknowledgement.NONE);
  }

  @SuppressWarnings("unchecked")
  private <M extends JmsMessage> M receive(M sent, Acknowledgement acknowledgement)
      throws JMSException {
    return (M)
        codec.decode(
            codec.encode(sent, new Sending("ID:1", 1, 0, 4, true, 1)),
            new Receiving(new JmsQueue("orders"), 1, 0, null, acknowledgement));
  }
}
