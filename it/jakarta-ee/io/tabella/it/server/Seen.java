package io.tabella.it.server;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the beans of this application were given, by bean. For all threads. */
final class Seen {

  private static final Map<String, List<String>> TEXTS = new ConcurrentHashMap<>();

  private Seen() {}

  /** Notes a message as TEXT/COUNT. */
  static String note(Object bean, Message message) {
    try {
      String text = ((TextMessage) message).getText();
      of(bean.getClass().getSimpleName())
          .add(text + "/" + message.getIntProperty("JMSXDeliveryCount"));
      return text;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a bean was given, in the order in which it came. */
  static List<String> of(String bean) {
    return TEXTS.computeIfAbsent(bean, it -> new CopyOnWriteArrayList<>());
  }
}
