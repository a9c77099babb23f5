package io.tabella.message;

import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Objects to bytes and back. Whatever goes wrong on the way is a {@link MessageFormatException}.
 */
final class SerializedObject {

  private SerializedObject() {}

  static byte[] write(Serializable object) throws MessageFormatException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException | RuntimeException e) {
      throw failed(
          "an object of class " + object.getClass().getName() + " cannot be serialized: " + e, e);
    }
    return bytes.toByteArray();
  }

  static Serializable read(byte[] bytes, TrustedPackages trusted) throws MessageFormatException {
    TrustFilter filter = new TrustFilter(trusted, bytes.length);
    try (ContextObjectStream in = new ContextObjectStream(new ByteArrayInputStream(bytes))) {
      in.setObjectInputFilter(filter);
      return (Serializable) in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      String refusal = filter.refusal();
      throw failed(
          refusal == null ? "the object of this message cannot be read: " + e : refusal, e);
    }
  }

  private static MessageFormatException failed(String message, Throwable cause) {
    MessageFormatException failure = new MessageFormatException(message);
    failure.initCause(cause);
    return failure;
  }
}
