package io.tabella.engine;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;

/** Makes messages, each known by its message id. */
final class Messages {

  static final int NORMAL = 4;

  private Messages() {}

  static StoredMessage text(String id) {
    return message(id, NORMAL, 0, new Body.Text(BodyKind.TEXT, "text of " + id));
  }

  static StoredMessage prioritized(String id, int priority) {
    return message(id, priority, 0, new Body.Text(BodyKind.TEXT, "text of " + id));
  }

  static StoredMessage expiring(String id, long expiresAt) {
    return message(id, NORMAL, expiresAt, new Body.Text(BodyKind.TEXT, "text of " + id));
  }

  static StoredMessage bytes(String id, byte[] bytes) {
    return message(id, NORMAL, 0, new Body.Bytes(BodyKind.BYTES, bytes));
  }

  static StoredMessage grouped(String id, String group) {
    MessageHeader header = new MessageHeader(id, 1_000, 0, NORMAL, true, null, null, null, group);
    return new StoredMessage(header, null, new Body.Text(BodyKind.TEXT, "text of " + id));
  }

  static StoredMessage message(String id, int priority, long expiresAt, Body body) {
    MessageHeader header =
        new MessageHeader(id, 1_000, expiresAt, priority, true, null, null, null, null);
    return new StoredMessage(header, null, body);
  }
}
