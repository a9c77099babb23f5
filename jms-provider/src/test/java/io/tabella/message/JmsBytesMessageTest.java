package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.Body;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jakarta Messaging 3.1, 3.11, and the Javadoc of BytesMessage. */
@NullUnmarked
final class JmsBytesMessageTest {

  private final JmsBytesMessage message = new JmsBytesMessage();

  interface Read {
    Object from(JmsBytesMessage message) throws JMSException;
  }

  static Stream<Read> reads() {
    return Stream.of(
        JmsBytesMessage::readBoolean,
        JmsBytesMessage::readByte,
        JmsBytesMessage::readUnsignedByte,
        JmsBytesMessage::readShort,
        JmsBytesMessage::readUnsignedShort,
        JmsBytesMessage::readChar,
        JmsBytesMessage::readInt,
        JmsBytesMessage::readLong,
        JmsBytesMessage::readFloat,
        JmsBytesMessage::readDouble,
        JmsBytesMessage::readUTF);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void readingWhileWritingAndPastTheEndIsTold(Read read) {
    assertThatThrownBy(() -> read.from(message)).isInstanceOf(MessageNotReadableException.class);
    message.reset();
    assertThatThrownBy(() -> read.from(message)).isInstanceOf(MessageEOFException.class);
  }

  @Test
  void formatIsThatOfDataOutputStream() throws Exception {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    out.writeBoolean(true);
    out.writeByte(-2);
    out.writeShort(-3);
    out.writeChar('4');
    out.writeInt(-5);
    out.writeLong(-6);
    out.writeFloat(7.5f);
    out.writeDouble(8.5);
    out.writeUTF("nine \u0000 ä 😀");
    out.write(new byte[] {1, 0});
    writeAll();
    message.writeBytes(new byte[] {9, 1, 0, 9}, 1, 2);
    assertThat(message.getBody(byte[].class)).isEqualTo(expected.toByteArray());
  }

  @Test
  void whatIsWrittenIsRead() throws JMSException {
    writeAll();
    message.reset();
    assertThat(message.readBoolean()).isTrue();
    assertThat(message.readByte()).isEqualTo((byte) -2);
    assertThat(message.readShort()).isEqualTo((short) -3);
    assertThat(message.readChar()).isEqualTo('4');
    assertThat(message.readInt()).isEqualTo(-5);
    assertThat(message.readLong()).isEqualTo(-6);
    assertThat(message.readFloat()).isEqualTo(7.5f);
    assertThat(message.readDouble()).isEqualTo(8.5);
    assertThat(message.readUTF()).isEqualTo("nine \u0000 ä 😀");
    assertThatThrownBy(message::readByte).isInstanceOf(MessageEOFException.class);
  }

  @Test
  void objectsAreWrittenLikeTheirPrimitives() throws JMSException {
    writeAll();
    JmsBytesMessage other = new JmsBytesMessage();
    for (Object value :
        List.of(true, (byte) -2, (short) -3, '4', -5, -6L, 7.5f, 8.5, "nine \u0000 ä 😀")) {
      other.writeObject(value);
    }
    other.writeObject(new byte[] {10});
    message.writeBytes(new byte[] {10});
    assertThat(other.getBody(byte[].class)).isEqualTo(message.getBody(byte[].class));
  }

  @Test
  void unsignedReadsAreUnsigned() throws JMSException {
    message.writeByte((byte) -1);
    message.writeShort((short) -1);
    message.reset();
    assertThat(message.readUnsignedByte()).isEqualTo(255);
    assertThat(message.readUnsignedShort()).isEqualTo(65_535);
  }

  @Test
  void readThatFindsTooFewBytesDoesNotMoveOn() throws JMSException {
    message.writeByte((byte) 1);
    message.writeByte((byte) 2);
    message.reset();
    assertThatThrownBy(message::readInt)
        .isInstanceOf(MessageEOFException.class)
        .hasMessage("the body ends after 2 bytes; 4 more were asked for at position 0");
    assertThat(message.readShort()).isEqualTo((short) 0x0102);
  }

  @Test
  void brokenUtfDoesNotMoveOn() throws JMSException {
    message.writeShort((short) 1);
    message.writeByte((byte) 0xFF);
    message.reset();
    assertThatThrownBy(message::readUTF).isInstanceOf(MessageFormatException.class);
    assertThat(message.readShort()).isEqualTo((short) 1);
  }

  @Test
  void utfAfterOtherBytesIsReadFromItsPlace() throws JMSException {
    message.writeInt(1);
    message.writeUTF("a");
    message.writeUTF("b");
    message.reset();
    message.readInt();
    assertThat(message.readUTF()).isEqualTo("a");
    assertThat(message.readUTF()).isEqualTo("b");
  }

  @Test
  void utfThatPromisesMoreThanThereIsEndsTheStream() throws JMSException {
    message.writeShort((short) 10);
    message.writeByte((byte) 'a');
    message.reset();
    assertThatThrownBy(message::readUTF).isInstanceOf(MessageEOFException.class);
    assertThat(message.readShort()).isEqualTo((short) 10);
  }

  @Test
  void utfTakesNoMoreThan65535Bytes() throws JMSException {
    message.writeUTF("x".repeat(65_535));
    assertThatThrownBy(() -> message.writeUTF("x".repeat(65_536)))
        .isInstanceOf(MessageFormatException.class);
    message.reset();
    assertThat(message.getBodyLength()).isEqualTo(65_537);
  }

  @Test
  void bytesAreReadInPiecesAndThenMinusOne() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3, 4, 5});
    message.reset();
    byte[] buffer = new byte[3];
    assertThat(message.readBytes(buffer)).isEqualTo(3);
    assertThat(buffer).containsExactly(1, 2, 3);
    assertThat(message.readBytes(buffer)).isEqualTo(2);
    assertThat(buffer).containsExactly(4, 5, 3);
    assertThat(message.readBytes(buffer)).isEqualTo(-1);
  }

  @Test
  void bytesThatFillTheBufferAreFollowedByMinusOne() throws JMSException {
    message.writeBytes(new byte[] {1, 2});
    message.reset();
    assertThat(message.readBytes(new byte[2])).isEqualTo(2);
    assertThat(message.readBytes(new byte[2])).isEqualTo(-1);
  }

  @Test
  void lengthOutsideTheBufferReadsNothing() throws JMSException {
    message.writeBytes(new byte[] {1, 2});
    message.reset();
    assertThatThrownBy(() -> message.readBytes(new byte[1], 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> message.readBytes(new byte[1], -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(message.readBytes(new byte[5], 1)).isEqualTo(1);
    assertThat(message.readByte()).isEqualTo((byte) 2);
  }

  @Test
  void lengthIsThatOfTheWholeBodyAndOnlyWhenReading() throws JMSException {
    message.writeLong(1);
    assertThatThrownBy(message::getBodyLength).isInstanceOf(MessageNotReadableException.class);
    message.reset();
    message.readInt();
    assertThat(message.getBodyLength()).isEqualTo(8);
  }

  @Test
  void nullsAndOtherTypesAreRefused() {
    assertThatThrownBy(() -> message.writeObject(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> message.writeUTF(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> message.writeBytes(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> message.writeObject(List.of()))
        .isInstanceOf(MessageFormatException.class);
    assertThatThrownBy(() -> message.writeObject(java.math.BigInteger.ONE))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void resetForbidsWritingUntilTheBodyIsCleared() throws JMSException {
    message.writeInt(1);
    message.reset();
    assertThatThrownBy(() -> message.writeInt(2)).isInstanceOf(MessageNotWriteableException.class);
    assertThatThrownBy(() -> message.writeUTF("x"))
        .isInstanceOf(MessageNotWriteableException.class);
    assertThatThrownBy(() -> message.writeObject(1))
        .isInstanceOf(MessageNotWriteableException.class);
    message.clearBody();
    assertThatThrownBy(message::readInt).isInstanceOf(MessageNotReadableException.class);
    message.writeInt(3);
    message.reset();
    assertThat(message.readInt()).isEqualTo(3);
    assertThat(message.getBodyLength()).isEqualTo(4);
  }

  @Test
  void resetReadsFromTheBeginning() throws JMSException {
    message.writeInt(1);
    message.reset();
    message.readInt();
    message.reset();
    assertThat(message.readInt()).isEqualTo(1);
  }

  @Test
  void bodyIsACopyAndTheMessageIsResetForIt() throws JMSException {
    message.writeByte((byte) 1);
    byte[] body = message.getBody(byte[].class);
    body[0] = 99;
    assertThat(message.readByte()).isEqualTo((byte) 1);
    assertThat((byte[]) message.getBody(Object.class)).containsExactly(1);
    assertThat(message.readByte()).isEqualTo((byte) 1);
  }

  @Test
  void bodyIsBytesOrAnObjectAndNothingElse() throws JMSException {
    assertThat(message.isBodyAssignableTo(String.class)).isTrue();
    assertThat(message.getBody(String.class)).isNull();
    message.clearBody();
    message.writeByte((byte) 1);
    assertThat(message.isBodyAssignableTo(byte[].class)).isTrue();
    assertThat(message.isBodyAssignableTo(Object.class)).isTrue();
    assertThat(message.isBodyAssignableTo(String.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(String.class))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void snapshotIsNotChangedByLaterWrites() throws JMSException {
    message.writeInt(1);
    Body.Bytes snapshot = (Body.Bytes) message.snapshot();
    message.writeInt(2);
    assertThat(snapshot.bytes()).containsExactly(0, 0, 0, 1);
    message.reset();
    Body.Bytes whole = (Body.Bytes) message.snapshot();
    message.clearBody();
    message.writeLong(-1);
    assertThat(whole.bytes()).containsExactly(0, 0, 0, 1, 0, 0, 0, 2);
  }

  @Test
  void snapshotOfEverySizeIsNotChangedByLaterWrites() throws JMSException {
    for (int i = 0; i < 200; i++) {
      message.writeByte((byte) i);
      byte[] snapshot = ((Body.Bytes) message.snapshot()).bytes();
      byte[] then = snapshot.clone();
      message.writeByte((byte) -1);
      assertThat(snapshot).isEqualTo(then).hasSize(2 * i + 1);
    }
  }

  private void writeAll() throws JMSException {
    message.writeBoolean(true);
    message.writeByte((byte) -2);
    message.writeShort((short) -3);
    message.writeChar('4');
    message.writeInt(-5);
    message.writeLong(-6);
    message.writeFloat(7.5f);
    message.writeDouble(8.5);
    message.writeUTF("nine \u0000 ä 😀");
  }
}
