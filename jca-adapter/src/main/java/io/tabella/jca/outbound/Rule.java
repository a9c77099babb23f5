package io.tabella.jca.outbound;

import jakarta.jms.CompletionListener;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What applications in a web or EJB container may not call, by the kind of object that is lent.
 * Jakarta Messaging 3.1, 12.2 and Jakarta EE 10 Platform, 6.7.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets are
enum Rule {
  SESSION(
      "a session",
      "commit",
      "rollback",
      "recover",
      "run",
      "setMessageListener",
      "getMessageListener"),
  QUEUE_SESSION(
      "a QueueSession",
      "commit",
      "rollback",
      "recover",
      "run",
      "setMessageListener",
      "getMessageListener",
      "createTopic",
      "createTemporaryTopic",
      "createDurableSubscriber",
      "createDurableConsumer",
      "createSharedConsumer",
      "createSharedDurableConsumer",
      "unsubscribe"),
  TOPIC_SESSION(
      "a TopicSession",
      "commit",
      "rollback",
      "recover",
      "run",
      "setMessageListener",
      "getMessageListener",
      "createQueue",
      "createTemporaryQueue",
      "createBrowser"),
  CONTEXT(
      "a context",
      "commit",
      "rollback",
      "recover",
      "acknowledge",
      "createContext",
      "setClientID",
      "setExceptionListener",
      "stop"),
  /** Producers, consumers and browsers of both APIs. */
  CHILD("this object", "setMessageListener", "getMessageListener", "setAsync");

  private final String what;
  private final Set<String> forbidden;

  Rule(String what, String... forbidden) {
    this.what = what;
    this.forbidden = Set.of(forbidden);
  }

  /** Whether it stands for the managed connection itself, and not for something made on it. */
  boolean isShared() {
    return this != CHILD;
  }

  /** Why a method must not be called; null if it may. */
  @Nullable String refusal(Method method) {
    boolean refused = forbidden.contains(method.getName()) || takesCompletionListener(method);
    return refused
        ? method.getName()
            + " is not for "
            + what
            + " in a web or EJB container: transactions, client identifiers and threads are the"
            + " container's there. Messages are received by a message-driven bean."
        : null;
  }

  private static boolean takesCompletionListener(Method method) {
    return Arrays.asList(method.getParameterTypes()).contains(CompletionListener.class);
  }
}
