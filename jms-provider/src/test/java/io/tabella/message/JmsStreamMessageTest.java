package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 3.11. */
@NullUnmarked
final class JmsStreamMessageTest {

  private final JmsStreamMessage message = new JmsStreamMessage();

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofBodies")
  void valueWrittenAsOneTypeIsReadAsAnotherOrRefusedAndKept(
      String row, Object value, String column, Object expected) throws JMSException {
    write(row, value);
    message.writeString("next");
    message.reset();
    if (expected == null) {
      assertThatThrownBy(() -> read(column)).isInstanceOf(MessageFormatException.class);
      assertThat(message.readObject()).isEqualTo(value);
    } else {
      assertThat(read(column)).isEqualTo(expected);
    }
    if (expected == null || !column.equals("byte[]")) {
      assertThat(message.readString()).isEqualTo("next");
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofBodies")
  void objectConvertsLikeTheTypedValue(String row, Object value, String column, Object expected)
      throws JMSException {
    message.writeObject(value);
    message.reset();
    if (expected == null) {
      assertThatThrownBy(() -> read(column)).isInstanceOf(MessageFormatException.class);
    } else {
      assertThat(read(column)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofNull")
  void nullIsReadAsTheTypesValueOfSays(String column, Object expected) throws JMSException {
    message.writeObject(null);
    message.writeString("next");
    message.reset();
    if (expected instanceof Class<?> exception) {
      assertThatThrownBy(() -> read(column)).isInstanceOf(exception);
      assertThat(message.readObject()).isNull();
    } else if (column.equals("byte[]")) {
      assertThat(message.readBytes(new byte[4])).isEqualTo(-1);
    } else {
      assertThat(read(column)).isEqualTo(expected);
    }
    assertThat(message.readString()).isEqualTo("next");
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#numbers")
  void stringThatIsNoNumberCanBeReadAgain(String column) throws JMSException {
    message.writeString("seven");
    message.reset();
    assertThatThrownBy(() -> read(column))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining("stream value 1");
    assertThat(message.readString()).isEqualTo("seven");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "byte[]",
        "object"
      })
  void readingWhileWritingAndPastTheEndIsTold(String column) {
    assertThatThrownBy(() -> read(column)).isInstanceOf(MessageNotReadableException.class);
    message.reset();
    assertThatThrownBy(() -> read(column)).isInstanceOf(MessageEOFException.class);
  }

  @Test
  void bytesAreReadInPiecesUntilTheyEnd() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3, 4, 5});
    message.writeInt(6);
    message.reset();
    byte[] buffer = new byte[2];
    assertThat(message.readBytes(buffer)).isEqualTo(2);
    assertThat(buffer).containsExactly(1, 2);
    assertThat(message.readBytes(buffer)).isEqualTo(2);
    assertThat(buffer).containsExactly(3, 4);
    assertThat(message.readBytes(buffer)).isEqualTo(1);
    assertThat(buffer).startsWith(5);
    assertThat(message.readInt()).isEqualTo(6);
  }

  @Test
  void bytesThatFillTheBufferEndWithMinusOne() throws JMSException {
    message.writeBytes(new byte[] {1, 2});
    message.writeBytes(new byte[] {3});
    message.reset();
    byte[] buffer = new byte[2];
    assertThat(message.readBytes(buffer)).isEqualTo(2);
    assertThatThrownBy(message::readObject).isInstanceOf(MessageFormatException.class);
    assertThat(message.readBytes(buffer)).isEqualTo(-1);
    assertThat(message.readBytes(buffer)).isEqualTo(1);
    assertThat(buffer).startsWith(3);
    assertThatThrownBy(() -> message.readBytes(buffer)).isInstanceOf(MessageEOFException.class);
  }

  @Test
  void emptyBytesAreZeroBytesOnce() throws JMSException {
    message.writeBytes(new byte[0]);
    message.writeInt(1);
    message.reset();
    assertThat(message.readBytes(new byte[2])).isZero();
    assertThat(message.readInt()).isEqualTo(1);
  }

  @Test
  void bufferWithoutRoomTakesNothing() throws JMSException {
    message.writeBytes(new byte[] {1});
    message.reset();
    assertThat(message.readBytes(new byte[0])).isZero();
    assertThat(message.readBytes(new byte[0])).isZero();
    assertThat(message.readBytes(new byte[1])).isEqualTo(1);
    assertThat(message.readBytes(new byte[0])).isEqualTo(-1);
  }

  @Test
  void nothingElseIsReadBeforeBytesAreFinished() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3});
    message.writeInt(4);
    message.reset();
    message.readBytes(new byte[2]);
    assertThatThrownBy(message::readInt)
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("not been read to its end");
    assertThatThrownBy(message::readObject).isInstanceOf(MessageFormatException.class);
    assertThat(message.readBytes(new byte[2])).isEqualTo(1);
    assertThat(message.readInt()).isEqualTo(4);
  }

  @Test
  void resetStartsAgainAlsoInTheMiddleOfBytes() throws JMSException {
    message.writeBytes(new byte[] {1, 2, 3});
    message.reset();
    message.readBytes(new byte[1]);
    message.reset();
    assertThat((byte[]) message.readObject()).containsExactly(1, 2, 3);
  }

  @Test
  void bytesAreCopiedInAndOut() throws JMSException {
    byte[] bytes = {1, 2, 3, 4};
    message.writeBytes(bytes);
    message.writeObject(bytes);
    message.writeBytes(bytes, 1, 2);
    bytes[0] = 99;
    message.reset();
    ((byte[]) message.readObject())[0] = 99;
    message.reset();
    assertThat((byte[]) message.readObject()).containsExactly(1, 2, 3, 4);
    assertThat((byte[]) message.readObject()).containsExactly(1, 2, 3, 4);
    assertThat((byte[]) message.readObject()).containsExactly(2, 3);
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> message.writeObject(List.of()))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void resetForbidsWritingUntilTheBodyIsCleared() throws JMSException {
    message.writeInt(1);
    message.reset();
    assertThatThrownBy(() -> message.writeInt(2)).isInstanceOf(MessageNotWriteableException.class);
    message.clearBody();
    message.writeInt(3);
    message.reset();
    assertThat(message.readInt()).isEqualTo(3);
  }

  @Test
  void bodyCannotBeHadAsAWhole() throws JMSException {
    message.writeInt(1);
    assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(Object.class))
        .isInstanceOf(MessageFormatException.class);
  }

  private void write(String type, Object value) throws JMSException {
    switch (type) {
      case "boolean" -> message.writeBoolean((boolean) value);
      case "byte" -> message.writeByte((byte) value);
      case "short" -> message.writeShort((short) value);
      case "char" -> message.writeChar((char) value);
      case "int" -> message.writeInt((int) value);
      case "long" -> message.writeLong((long) value);
      case "float" -> message.writeFloat((float) value);
      case "double" -> message.writeDouble((double) value);
      case "String" -> message.writeString((String) value);
      case "byte[]" -> message.writeBytes((byte[]) value);
      default -> throw new AssertionError(type);
    }
  }

  private Object read(String type) throws JMSException {
    return switch (type) {
      case "boolean" -> message.readBoolean();
      case "byte" -> message.readByte();
      case "short" -> message.readShort();
      case "char" -> message.readChar();
      case "int" -> message.readInt();
      case "long" -> message.readLong();
      case "float" -> message.readFloat();
      case "double" -> message.readDouble();
      case "String" -> message.readString();
      case "byte[]" -> readTwoBytes();
      case "object" -> message.readObject();
      default -> throw new AssertionError(type);
    };
  }

  private byte[] readTwoBytes() throws JMSException {
    byte[] buffer = new byte[2];
    message.readBytes(buffer);
    return buffer;
  }
}
