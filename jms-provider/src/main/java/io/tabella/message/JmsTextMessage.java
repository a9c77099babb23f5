package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/** A message whose body is text. Jakarta Messaging 3.1, 3.11. */
public final class JmsTextMessage extends JmsMessage implements TextMessage {

  private @Nullable String text;

  /** A message without text. */
  public JmsTextMessage() {
    this(null);
  }

  /** A message with this text. */
  public JmsTextMessage(@Nullable String text) {
    this.text = text;
  }

  @Override
  Body snapshot() {
    return text == null ? new Body.Empty(BodyKind.TEXT) : StoredText.toBody(text);
  }

  @Override
  void discardBody() {
    text = null;
  }

  @Override
  public void setText(@Nullable String newText) throws JMSException {
    checkBodyWriteable();
    text = newText;
  }

  @Override
  public @Nullable String getText() {
    return text;
  }

  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    if (!isBodyAssignableTo(wanted)) {
      throw notAssignable(wanted);
    }
    return text == null ? null : wanted.cast(text);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public boolean isBodyAssignableTo(Class wanted) {
    return text == null || wanted.isAssignableFrom(String.class);
  }
}
