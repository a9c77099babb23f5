package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a serialized object. {@link #setObject} takes a snapshot, and each {@link
 * #getObject} makes a new copy of it. Jakarta Messaging 3.1, 3.11.
 *
 * <p>Bytes that came from the database may have been written by anybody who can write there, so
 * they are read under {@link TrustedPackages}. What this message has serialized itself is not.
 */
public final class JmsObjectMessage extends JmsMessage implements ObjectMessage {

  private byte @Nullable [] serialized;
  private TrustedPackages trusted = TrustedPackages.EVERYTHING;

  /** A message without an object. */
  public JmsObjectMessage() {}

  /**
   * A message with a snapshot of this object.
   *
   * @throws MessageFormatException if it cannot be serialized
   */
  public JmsObjectMessage(@Nullable Serializable object) throws JMSException {
    setObject(object);
  }

  JmsObjectMessage(byte[] stored, TrustedPackages trusted) {
    this.serialized = stored;
    this.trusted = trusted;
  }

  @Override
  Body snapshot() {
    return serialized == null
        ? new Body.Empty(BodyKind.OBJECT)
        : new Body.Bytes(BodyKind.OBJECT, serialized);
  }

  @Override
  void discardBody() {
    serialized = null;
    trusted = TrustedPackages.EVERYTHING;
  }

  @Override
  public void setObject(@Nullable Serializable object) throws JMSException {
    checkBodyWriteable();
    serialized = object == null ? null : SerializedObject.write(object);
  }

  /**
   * A new copy of the object.
   *
   * @throws MessageFormatException if a class is missing or not trusted, or the bytes are no object
   */
  @Override
  public @Nullable Serializable getObject() throws JMSException {
    return serialized == null ? null : SerializedObject.read(serialized, trusted);
  }

  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    Serializable object = getObject();
    if (object != null && !wanted.isInstance(object)) {
      throw notAssignable(wanted);
    }
    return object == null ? null : wanted.cast(object);
  }

  /** Also false if the object cannot be deserialized. */
  @Override
  @SuppressWarnings("rawtypes")
  public boolean isBodyAssignableTo(Class wanted) throws JMSException {
    try {
      Serializable object = getObject();
      return object == null || wanted.isInstance(object);
    } catch (MessageFormatException e) {
      return false;
    }
  }
}
