package io.tabella.it.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Listeners as tests write them. */
final class Listeners {

  private Listeners() {}

  /** May throw what the API throws. */
  interface Checked {
    void onMessage(Message message) throws JMSException;
  }

  static MessageListener checked(Checked listener) {
    return message -> {
      try {
        listener.onMessage(message);
      } catch (JMSException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
