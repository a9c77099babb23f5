package io.tabella.it.server;

import jakarta.jms.Queue;

/** A queue as an application can make one without a session. */
record NamedQueue(String name) implements Queue {
  @Override
  public String getQueueName() {
    return name;
  }
}
