package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is bytes: written first, then, after {@link #reset}, read from the
 * beginning. A read that fails does not move on. Jakarta Messaging 3.1, 3.11. No bytes count as no
 * body.
 */
public final class JmsBytesMessage extends JmsMessage implements BytesMessage {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int SMALLEST = 64;

  /** Being written: up to the position. Being read: up to the limit, and nobody changes it. */
  private ByteBuffer content;

  /** A message with an empty body, to be written. */
  public JmsBytesMessage() {
    content = NOTHING;
  }

  /** A body that was stored; its bytes are not copied, and read only. */
  JmsBytesMessage(byte[] stored) {
    content = ByteBuffer.wrap(stored).position(stored.length);
  }

  @Override
  Body snapshot() {
    int length = isBodyReadOnly() ? content.limit() : content.position();
    if (length == 0) {
      return new Body.Empty(BodyKind.BYTES);
    }
    // A full array is never written again: the next write moves to a larger one.
    boolean full = length == content.capacity();
    return new Body.Bytes(BodyKind.BYTES, full ? content.array() : copy(length));
  }

  @Override
  void makeBodyReadOnly() {
    if (isBodyReadOnly()) {
      content.rewind();
    } else {
      content = content.duplicate().flip();
    }
    super.makeBodyReadOnly();
  }

  @Override
  void discardBody() {
    content = NOTHING;
  }

  @Override
  public void reset() {
    makeBodyReadOnly();
  }

  @Override
  public long getBodyLength() throws JMSException {
    return readable(0).limit();
  }

  @Override
  public boolean readBoolean() throws JMSException {
    return readByte() != 0;
  }

  @Override
  public byte readByte() throws JMSException {
    return readable(Byte.BYTES).get();
  }

  @Override
  public int readUnsignedByte() throws JMSException {
    return Byte.toUnsignedInt(readByte());
  }

  @Override
  public short readShort() throws JMSException {
    return readable(Short.BYTES).getShort();
  }

  @Override
  public int readUnsignedShort() throws JMSException {
    return Short.toUnsignedInt(readShort());
  }

  @Override
  public char readChar() throws JMSException {
    return readable(Character.BYTES).getChar();
  }

  @Override
  public int readInt() throws JMSException {
    return readable(Integer.BYTES).getInt();
  }

  @Override
  public long readLong() throws JMSException {
    return readable(Long.BYTES).getLong();
  }

  @Override
  public float readFloat() throws JMSException {
    return readable(Float.BYTES).getFloat();
  }

  @Override
  public double readDouble() throws JMSException {
    return readable(Double.BYTES).getDouble();
  }

  @Override
  public String readUTF() throws JMSException {
    ByteBuffer from = readable(Short.BYTES);
    int bytes = Short.BYTES + Short.toUnsignedInt(from.getShort(from.position()));
    return ModifiedUtf8.decode(readable(bytes), bytes);
  }

  @Override
  public int readBytes(byte[] buffer) throws JMSException {
    return readBytes(buffer, buffer.length);
  }

  @Override
  public int readBytes(byte[] buffer, int length) throws JMSException {
    ByteBuffer from = readable(0);
    Objects.checkFromIndexSize(0, length, buffer.length);
    if (!from.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, from.remaining());
    from.get(buffer, 0, count);
    return count;
  }

  @Override
  public void writeBoolean(boolean value) throws JMSException {
    writeByte((byte) (value ? 1 : 0));
  }

  @Override
  public void writeByte(byte value) throws JMSException {
    writeable(Byte.BYTES).put(value);
  }

  @Override
  public void writeShort(short value) throws JMSException {
    writeable(Short.BYTES).putShort(value);
  }

  @Override
  public void writeChar(char value) throws JMSException {
    writeable(Character.BYTES).putChar(value);
  }

  @Override
  public void writeInt(int value) throws JMSException {
    writeable(Integer.BYTES).putInt(value);
  }

  @Override
  public void writeLong(long value) throws JMSException {
    writeable(Long.BYTES).putLong(value);
  }

  @Override
  public void writeFloat(float value) throws JMSException {
    writeable(Float.BYTES).putFloat(value);
  }

  @Override
  public void writeDouble(double value) throws JMSException {
    writeable(Double.BYTES).putDouble(value);
  }

  @Override
  public void writeUTF(String value) throws JMSException {
    checkBodyWriteable();
    writeBytes(ModifiedUtf8.encode(value));
  }

  @Override
  public void writeBytes(byte[] value) throws JMSException {
    writeBytes(value, 0, value.length);
  }

  @Override
  public void writeBytes(byte[] value, int offset, int length) throws JMSException {
    Objects.checkFromIndexSize(offset, length, value.length);
    writeable(length).put(value, offset, length);
  }

  @Override
  public void writeObject(Object value) throws JMSException {
    checkBodyWriteable();
    Objects.requireNonNull(value, "a null cannot be written into a BytesMessage");
    if (value instanceof String it) {
      writeUTF(it);
    } else if (value instanceof byte[] it) {
      writeBytes(it);
    } else if (value instanceof Boolean it) {
      writeBoolean(it);
    } else if (value instanceof Character it) {
      writeChar(it);
    } else if (value instanceof Number it) {
      writeNumber(it);
    } else {
      throw unwriteable(value);
    }
  }

  private void writeNumber(Number value) throws JMSException {
    if (value instanceof Integer it) {
      writeInt(it);
    } else if (value instanceof Long it) {
      writeLong(it);
    } else if (value instanceof Double it) {
      writeDouble(it);
    } else if (value instanceof Float it) {
      writeFloat(it);
    } else if (value instanceof Short it) {
      writeShort(it);
    } else if (value instanceof Byte it) {
      writeByte(it);
    } else {
      throw unwriteable(value);
    }
  }

  /** A copy of all bytes, null if there are none; the message is reset. */
  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    reset();
    if (!isBodyAssignableTo(wanted)) {
      throw notAssignable(wanted);
    }
    return content.limit() == 0 ? null : wanted.cast(copy(content.limit()));
  }

  @Override
  @SuppressWarnings("rawtypes")
  public boolean isBodyAssignableTo(Class wanted) {
    int length = isBodyReadOnly() ? content.limit() : content.position();
    return length == 0 || wanted == byte[].class || wanted == Object.class;
  }

  private byte[] copy(int length) {
    return Arrays.copyOf(content.array(), length);
  }

  private ByteBuffer readable(int bytes) throws JMSException {
    if (!isBodyReadOnly()) {
      throw new MessageNotReadableException(
          "the body is being written and cannot be read; call reset() first");
    }
    if (content.remaining() < bytes) {
      throw new MessageEOFException(
          "the body ends after "
              + content.limit()
              + " bytes; "
              + bytes
              + " more were asked for at position "
              + content.position());
    }
    return content;
  }

  private ByteBuffer writeable(int bytes) throws MessageNotWriteableException {
    checkBodyWriteable();
    if (content.remaining() < bytes) {
      int needed = Math.addExact(content.position(), bytes);
      int doubled = (int) Math.min(2L * content.capacity(), Integer.MAX_VALUE - 8);
      int capacity = Math.max(Math.max(needed, doubled), SMALLEST);
      content = ByteBuffer.allocate(capacity).put(content.flip());
    }
    return content;
  }

  private static MessageFormatException unwriteable(Object value) {
    return new MessageFormatException(
        "a "
            + ValueTypes.nameOf(value)
            + " cannot be written into a BytesMessage: only String, byte[], Boolean, Byte, Short,"
            + " Character, Integer, Long, Float and Double are allowed");
  }
}
