package io.tabella.store;

/** How long a subscription lives, and who reads it. The code is what the database keeps. */
public enum SubscriptionKind {
  /** One consumer; ends with it. */
  NON_DURABLE(1),
  /** One consumer at a time; stays until it is unsubscribed. */
  DURABLE(2),
  /** Any number of consumers on any node; ends with the last of them. */
  SHARED(3),
  /** Any number of consumers on any node; stays until it is unsubscribed. */
  SHARED_DURABLE(4);

  private final int code;

  SubscriptionKind(int code) {
    this.code = code;
  }

  /** The number that stands for this kind in the database: never change one. */
  public int code() {
    return code;
  }

  /** The kind of a code. */
  public static SubscriptionKind ofCode(int code) {
    for (SubscriptionKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of subscription has the code " + code);
  }

  /** Whether it outlives its consumers. */
  public boolean durable() {
    return this == DURABLE || this == SHARED_DURABLE;
  }

  /** Whether several consumers may share it. */
  public boolean shared() {
    return this == SHARED || this == SHARED_DURABLE;
  }
}
