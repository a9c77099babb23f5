package io.tabella.store;

/** Queue or topic. The code is what the database keeps: never change one. */
public enum DestinationKind {
  /** Each message goes to one consumer. */
  QUEUE(1),
  /** Each message goes to every subscription. */
  TOPIC(2);

  private final int code;

  DestinationKind(int code) {
    this.code = code;
  }

  /** The number that stands for this kind in the database. */
  public int code() {
    return code;
  }

  /**
   * The kind of a number.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static DestinationKind ofCode(int code) {
    for (DestinationKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of destination has the code " + code);
  }
}
