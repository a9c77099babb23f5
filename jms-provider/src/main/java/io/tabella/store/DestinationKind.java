package io.tabella.store;

import java.util.Optional;

/** Queue or topic. The code is what the database keeps: never change one. */
public enum DestinationKind {
  /** Each message goes to one consumer. */
  QUEUE(1, "queue"),
  /** Each message goes to every subscription. */
  TOPIC(2, "topic");

  private final int code;
  private final String word;

  DestinationKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The number that stands for this kind in the database. */
  public int code() {
    return code;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** The form {@code queue:NAME} or {@code topic:NAME}. */
  public String address(String name) {
    return word + ":" + name;
  }

  /** The name in such a form; empty if that is another kind's. */
  public Optional<String> nameIn(String address) {
    String prefix = address("");
    return address.startsWith(prefix)
        ? Optional.of(address.substring(prefix.length()))
        : Optional.empty();
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
