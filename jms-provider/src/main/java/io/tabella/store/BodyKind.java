package io.tabella.store;

/** The kind of a message's body. The code is what the database keeps: never change one. */
public enum BodyKind {
  /** A message without a body. */
  NONE(0),
  /** Text. */
  TEXT(1),
  /** Uninterpreted bytes. */
  BYTES(2),
  /** Names and values, as JSON text. */
  MAP(3),
  /** Values in a row, as JSON text. */
  STREAM(4),
  /** A serialized object. */
  OBJECT(5);

  private final int code;

  BodyKind(int code) {
    this.code = code;
  }

  /** The number that stands for this kind in the database. */
  public int code() {
    return code;
  }

  /**
   * The kind that a number of the database stands for.
   *
   * @throws IllegalArgumentException if this version knows no such kind
   */
  public static BodyKind ofCode(int code) {
    for (BodyKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "body kind " + code + " was written by a newer version of Tabella; update this node");
  }
}
