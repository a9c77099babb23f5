package io.tabella.engine.log;

import java.io.Serial;

/**
 * A durable subscription of that name is there, and of the two kinds, shared and not shared, it is
 * the other. It stays as it is. Jakarta Messaging 3.1, 8.3.3 and 8.3.4.
 */
public final class SubscriptionKindException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SubscriptionKindException(String message) {
    super(message);
  }
}
