package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is values in a row: written first, then, after {@link #reset}, read in the
 * same order. A read that fails does not move on. Jakarta Messaging 3.1, 3.11.3.
 */
public final class JmsStreamMessage extends JmsMessage implements StreamMessage {

  private static final int NOT_STARTED = -1;

  private List<@Nullable Object> values;
  private int position;

  /** How much of the byte array at {@code position} {@link #readBytes} has given out. */
  private int bytesGiven = NOT_STARTED;

  /** A message with an empty stream, to be written. */
  public JmsStreamMessage() {
    this(new ArrayList<>());
  }

  JmsStreamMessage(List<@Nullable Object> values) {
    this.values = values;
  }

  @Override
  Body snapshot() {
    return values.isEmpty()
        ? new Body.Empty(BodyKind.STREAM)
        : new Body.Text(BodyKind.STREAM, TypedJson.ofList(values));
  }

  @Override
  void makeBodyReadOnly() {
    super.makeBodyReadOnly();
    position = 0;
    bytesGiven = NOT_STARTED;
  }

  @Override
  void discardBody() {
    values = new ArrayList<>();
  }

  @Override
  public void reset() {
    makeBodyReadOnly();
  }

  @Override
  public boolean readBoolean() throws JMSException {
    boolean value = next().asBoolean();
    position++;
    return value;
  }

  @Override
  public byte readByte() throws JMSException {
    byte value = next().asByte();
    position++;
    return value;
  }

  @Override
  public short readShort() throws JMSException {
    short value = next().asShort();
    position++;
    return value;
  }

  @Override
  public char readChar() throws JMSException {
    char value = next().asChar();
    position++;
    return value;
  }

  @Override
  public int readInt() throws JMSException {
    int value = next().asInt();
    position++;
    return value;
  }

  @Override
  public long readLong() throws JMSException {
    long value = next().asLong();
    position++;
    return value;
  }

  @Override
  public float readFloat() throws JMSException {
    float value = next().asFloat();
    position++;
    return value;
  }

  @Override
  public double readDouble() throws JMSException {
    double value = next().asDouble();
    position++;
    return value;
  }

  @Override
  public @Nullable String readString() throws JMSException {
    String value = next().asString();
    position++;
    return value;
  }

  @Override
  public @Nullable Object readObject() throws JMSException {
    Object value = next().asObject();
    position++;
    return value;
  }

  /**
   * Reads the next piece of a byte array; the array is finished when a call gives fewer bytes than
   * the buffer holds, or -1.
   */
  @Override
  public int readBytes(byte[] buffer) throws JMSException {
    TypedValue current = current();
    if (current.value() == null) {
      position++;
      return -1;
    }
    if (!(current.value() instanceof byte[] bytes)) {
      throw new MessageFormatException(
          current + " is of type " + ValueTypes.nameOf(current.value()) + ", not byte[]");
    }
    return readPiece(bytes, buffer);
  }

  private int readPiece(byte[] bytes, byte[] buffer) {
    boolean allGivenBefore = bytesGiven == bytes.length;
    int from = Math.max(bytesGiven, 0);
    int count = Math.min(bytes.length - from, buffer.length);
    System.arraycopy(bytes, from, buffer, 0, count);
    bytesGiven = from + count;
    if (allGivenBefore || count < buffer.length) {
      position++;
      bytesGiven = NOT_STARTED;
    }
    return allGivenBefore ? -1 : count;
  }

  @Override
  public void writeBoolean(boolean value) throws JMSException {
    write(value);
  }

  @Override
  public void writeByte(byte value) throws JMSException {
    write(value);
  }

  @Override
  public void writeShort(short value) throws JMSException {
    write(value);
  }

  @Override
  public void writeChar(char value) throws JMSException {
    write(value);
  }

  @Override
  public void writeInt(int value) throws JMSException {
    write(value);
  }

  @Override
  public void writeLong(long value) throws JMSException {
    write(value);
  }

  @Override
  public void writeFloat(float value) throws JMSException {
    write(value);
  }

  @Override
  public void writeDouble(double value) throws JMSException {
    write(value);
  }

  @Override
  public void writeString(@Nullable String value) throws JMSException {
    write(value);
  }

  @Override
  public void writeBytes(byte @Nullable [] value) throws JMSException {
    write(value == null ? null : value.clone());
  }

  @Override
  public void writeBytes(byte[] value, int offset, int length) throws JMSException {
    Objects.checkFromIndexSize(offset, length, value.length);
    write(Arrays.copyOfRange(value, offset, offset + length));
  }

  @Override
  public void writeObject(@Nullable Object value) throws JMSException {
    write(ValueTypes.ofBody(value));
  }

  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    throw notAssignable(wanted);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public boolean isBodyAssignableTo(Class wanted) {
    return false;
  }

  private void write(@Nullable Object value) throws JMSException {
    checkBodyWriteable();
    values.add(value);
  }

  /** The next value, if no byte array before it is half read. */
  private TypedValue next() throws JMSException {
    TypedValue current = current();
    if (bytesGiven != NOT_STARTED) {
      throw new MessageFormatException(
          current
              + " is a byte array that has not been read to its end; call readBytes until it gives"
              + " -1 or less than the buffer holds");
    }
    return current;
  }

  private TypedValue current() throws JMSException {
    if (!isBodyReadOnly()) {
      throw new MessageNotReadableException(
          "the stream is being written and cannot be read; call reset() first");
    }
    if (position == values.size()) {
      throw new MessageEOFException("the stream has no more than " + position + " values");
    }
    return new TypedValue("stream value", position + 1, values.get(position));
  }
}
