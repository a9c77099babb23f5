package io.tabella.it.spring;

import io.tabella.it.kit.Eventually;
import jakarta.jms.Message;

/** How often a message has come, for lambdas. */
final class Counts {

  private Counts() {}

  static int of(Message message) {
    return Eventually.unchecked(() -> message.getIntProperty("JMSXDeliveryCount"));
  }
}
