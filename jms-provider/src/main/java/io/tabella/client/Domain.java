package io.tabella.client;

import jakarta.jms.IllegalStateException;

/** For which kind of destinations a session was made. Jakarta Messaging 3.1, 6.2 and 4. */
public enum Domain {
  /** By {@code createSession}: all. */
  BOTH,
  /** By {@code createQueueSession}: not for topics. */
  QUEUES,
  /** By {@code createTopicSession}: not for queues. */
  TOPICS;

  void checkQueues(String method) throws IllegalStateException {
    check(this == TOPICS, method, "TopicSession");
  }

  void checkTopics(String method) throws IllegalStateException {
    check(this == QUEUES, method, "QueueSession");
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
