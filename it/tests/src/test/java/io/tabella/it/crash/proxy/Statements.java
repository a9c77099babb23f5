package io.tabella.it.crash.proxy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one connection: an execution of a prepared one has only its number, which the
 * server gave in its answer to the preparation. Guarded by the proxy's lock.
 */
final class Statements {

  private static final int COMMAND = 4;
  private static final int ARGUMENT = 5;
  private static final byte QUERY = 0x03;
  private static final byte PREPARE = 0x16;
  private static final byte EXECUTE = 0x17;

  private final Map<Integer, String> prepared = new HashMap<>();
  private @Nullable String underPreparation;

  /** The statement that the driver wants to run; empty if it wants something else. */
  String sent(Packet packet) {
    byte[] bytes = packet.bytes();
    if (bytes.length <= ARGUMENT) {
      return "";
    }
    return switch (bytes[COMMAND]) {
      case QUERY -> text(bytes);
      case PREPARE -> {
        underPreparation = text(bytes);
        yield "";
      }
      case EXECUTE -> prepared.getOrDefault(number(bytes), "");
      default -> "";
    };
  }

  /** The server's next packet after a preparation has the statement's number. */
  void answered(Packet packet) {
    String statement = underPreparation;
    if (statement != null) {
      underPreparation = null;
      prepared.put(number(packet.bytes()), statement);
    }
  }

  /** A query has its attributes in front, of which there are none: two bytes that are no text. */
  private static String text(byte[] bytes) {
    return new String(bytes, ARGUMENT, bytes.length - ARGUMENT, StandardCharsets.ISO_8859_1).trim();
  }

  private static int number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(ARGUMENT);
  }
}
