package io.tabella.message;

import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The string format of {@code writeUTF} and {@code readUTF}: the one of {@link DataOutputStream}.
 */
final class ModifiedUtf8 {

  private ModifiedUtf8() {}

  static byte[] encode(String value) throws MessageFormatException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length() + Short.BYTES);
    try {
      new DataOutputStream(bytes).writeUTF(value);
    } catch (UTFDataFormatException e) {
      throw failed(
          "writeUTF takes strings of up to 65,535 bytes; this one has "
              + value.length()
              + " characters. Use writeBytes",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Decodes the next bytes, the length in front included; moves on only if it succeeds. */
  static String decode(ByteBuffer from, int bytes) throws MessageFormatException {
    int start = from.arrayOffset() + from.position();
    try {
      String value =
          new DataInputStream(new ByteArrayInputStream(from.array(), start, bytes)).readUTF();
      from.position(from.position() + bytes);
      return value;
    } catch (UTFDataFormatException e) {
      throw failed("the bytes at position " + from.position() + " are not what writeUTF writes", e);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
  }

  private static MessageFormatException failed(String message, IOException cause) {
    MessageFormatException failure = new MessageFormatException(message);
    failure.initCause(cause);
    return failure;
  }
}
