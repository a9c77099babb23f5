package io.tabella.it.crash.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A packet of MySQL's protocol.
 *
 * @param bytes header and payload
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares packets
record Packet(byte[] bytes) {

  private static final int HEADER = 4;

  /** The next one, or null at the end of the stream. */
  static @Nullable Packet read(DataInputStream stream) throws IOException {
    byte[] header = stream.readNBytes(HEADER);
    if (header.length < HEADER) {
      return null;
    }
    int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    byte[] bytes = new byte[HEADER + length];
    System.arraycopy(header, 0, bytes, 0, HEADER);
    if (stream.readNBytes(bytes, HEADER, length) < length) {
      throw new EOFException();
    }
    return new Packet(bytes);
  }
}
