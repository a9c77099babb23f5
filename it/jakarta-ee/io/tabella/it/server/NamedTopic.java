package io.tabella.it.server;

import jakarta.jms.Topic;

/** A topic as an application can make one without a session. */
record NamedTopic(String name) implements Topic {
  @Override
  public String getTopicName() {
    return name;
  }
}
