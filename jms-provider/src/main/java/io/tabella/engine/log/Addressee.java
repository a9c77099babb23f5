package io.tabella.engine.log;

import org.jspecify.annotations.Nullable;

/**
 * Tells who gets a message that was appended for one subscription alone, because it has failed
 * there and is to be tried again. The others pass it over, as if their selectors did not want it.
 * It stands in the place of the publisher, whom nobody needs to know then.
 */
final class Addressee {

  /** Begins no client identifier: those are what people can type. */
  private static final String PREFIX = "\u0001subscription ";

  private Addressee() {}

  /** What is noted in the place of the publisher. */
  static String origin(long subscription) {
    return PREFIX + subscription;
  }

  /** Whether a subscription may get a message. */
  static boolean allows(@Nullable String origin, long subscription) {
    return origin == null || !origin.startsWith(PREFIX) || origin.equals(origin(subscription));
  }
}
