package io.tabella.store;

/** A message's body. Immutable by agreement: nobody changes the bytes after handing them over. */
public sealed interface Body {

  /** The kind of message this is the body of. */
  BodyKind kind();

  /** About how many bytes it takes in memory. */
  long size();

  /** No body at all: a plain message, or one whose text, object … is null. */
  record Empty(BodyKind kind) implements Body {
    @Override
    public long size() {
      return 0;
    }
  }

  /** A body that a DBA can read: text, or a map or stream as JSON. */
  record Text(BodyKind kind, String text) implements Body {
    @Override
    public long size() {
      return text.length();
    }
  }

  /** Opaque bytes. */
  record Bytes(BodyKind kind, byte[] bytes) implements Body {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * A large body that stays in the content table until somebody reads it. Only the store makes
   * these; an entry inserted with one takes over the content without copying it.
   *
   * @param contentId the rows in the content table
   * @param length bytes there
   * @param text whether they are UTF-8 text
   */
  record Elsewhere(BodyKind kind, long contentId, long length, boolean text) implements Body {
    @Override
    public long size() {
      return 0;
    }
  }
}
