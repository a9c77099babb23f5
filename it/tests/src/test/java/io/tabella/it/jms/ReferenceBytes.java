package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.message.JmsBytesMessage;
import io.tabella.message.JmsMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** A body of bytes: written and read as the JDK's data streams do. */
@NullUnmarked
final class ReferenceBytes implements ReferenceMessage.Body {

  private static final List<String> READS =
      List.of(
          "boolean", "byte", "ubyte", "short", "ushort", "char", "int", "long", "float", "double",
          "utf", "bytes");

  private final RandomValues random;
  private final List<Object> written = new ArrayList<>();

  ReferenceBytes(RandomValues random, int size) {
    this.random = random;
    for (int i = random.below(12); i > 0; i--) {
      Object value = random.ofBody();
      if (value != null) {
        written.add(value);
      }
    }
    if (size > 1_000) {
      written.add(random.bytes(size));
    }
  }

  @Override
  public JmsMessage build() throws JMSException {
    JmsBytesMessage message = new JmsBytesMessage();
    for (Object value : written) {
      message.writeObject(value);
    }
    return message;
  }

  private byte[] content() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Object value : written) {
        write(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Object value) throws IOException {
    switch (value.getClass().getSimpleName()) {
      case "Boolean" -> out.writeBoolean((boolean) value);
      case "Byte" -> out.writeByte((byte) value);
      case "Short" -> out.writeShort((short) value);
      case "Character" -> out.writeChar((char) value);
      case "Integer" -> out.writeInt((int) value);
      case "Long" -> out.writeLong((long) value);
      case "Float" -> out.writeFloat((float) value);
      case "Double" -> out.writeDouble((double) value);
      case "String" -> out.writeUTF((String) value);
      default -> out.write((byte[]) value);
    }
  }

  @Override
  public Object whole() {
    byte[] content = content();
    return content.length == 0 ? null : content;
  }

  @Override
  public boolean isAssignableTo(Class<?> wanted) {
    return whole() == null || wanted == byte[].class || wanted == Object.class;
  }

  /** Reads it as what it never was: after an end it stands where it stood. */
  @Override
  public void check(Message received) throws JMSException {
    BytesMessage message = (BytesMessage) received;
    byte[] content = content();
    message.reset();
    assertThat(message.getBodyLength()).isEqualTo(content.length);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    for (int i = 0; i < 20; i++) {
      String read = READS.get(random.below(READS.size()));
      if (!read.equals("utf")) {
        checkRead(message, in, read);
      }
    }
    message.reset();
    for (Object value : written) {
      if (value instanceof String) {
        assertThat(message.readUTF()).isEqualTo(value);
      } else {
        skip(message, value);
      }
    }
    assertThat(message.readBytes(new byte[1])).isEqualTo(-1);
  }

  private static void checkRead(BytesMessage message, DataInputStream in, String read) {
    try {
      in.mark(Integer.MAX_VALUE);
      Object expected = expected(in, read);
      if (expected == EOFException.class) {
        in.reset();
        expected = MessageEOFException.class;
      }
      assertThat(ReferenceMessage.outcome(() -> actual(message, read)))
          .as(read)
          .isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object expected(DataInputStream in, String read) {
    return ReferenceMessage.outcome(
        () ->
            switch (read) {
              case "boolean" -> in.readBoolean();
              case "byte" -> in.readByte();
              case "ubyte" -> in.readUnsignedByte();
              case "short" -> in.readShort();
              case "ushort" -> in.readUnsignedShort();
              case "char" -> in.readChar();
              case "int" -> in.readInt();
              case "long" -> in.readLong();
              case "float" -> in.readFloat();
              case "double" -> in.readDouble();
              default -> in.read(new byte[3]);
            });
  }

  private static Object actual(BytesMessage message, String read) throws JMSException {
    return switch (read) {
      case "boolean" -> message.readBoolean();
      case "byte" -> message.readByte();
      case "ubyte" -> message.readUnsignedByte();
      case "short" -> message.readShort();
      case "ushort" -> message.readUnsignedShort();
      case "char" -> message.readChar();
      case "int" -> message.readInt();
      case "long" -> message.readLong();
      case "float" -> message.readFloat();
      case "double" -> message.readDouble();
      default -> message.readBytes(new byte[3]);
    };
  }

  private static void skip(BytesMessage message, Object value) throws JMSException {
    int length =
        value instanceof byte[] bytes ? bytes.length : value instanceof Boolean ? 1 : size(value);
    byte[] skipped = new byte[length];
    assertThat(message.readBytes(skipped)).isIn(length, -1);
  }

  private static int size(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "Byte" -> Byte.BYTES;
      case "Short", "Character" -> Short.BYTES;
      case "Integer", "Float" -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }
}
