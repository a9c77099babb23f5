package io.tabella.client;

import jakarta.jms.IllegalStateException;

/** For which kind of destinations a connection or session was made. Jakarta Messaging 3.1, 9.2. */
public enum Domain {
  /** By {@code createSession}: all. */
  BOTH,
  /** By {@code createQueueConnection} or {@code createQueueSession}: not for topics. */
  QUEUES,
  /** By {@code createTopicSession}: not for queues. */
  TOPICS;

  void checkQueues(String method) throws IllegalStateException {
    check(this == TOPICS, method, "TopicSession");
  }

  void checkTopics(String method) throws IllegalStateException {
    check(this == QUEUES, method, "QueueSession");
  }

  /** The same of a connection. */
  void checkSubscriptions(String method) throws IllegalStateException {
    if (this == QUEUES) {
      throw new IllegalStateException(
          method + " is not for a QueueConnection; make the connection with createConnection.",
          "WRONG_DOMAIN");
    }
  }

  private static void check(boolean wrong, String method, String session)
      throws IllegalStateException {
    if (wrong) {
      throw new IllegalStateException(
          method + " is not for a " + session + "; make the session with createSession.",
          "WRONG_DOMAIN");
    }
  }
}
