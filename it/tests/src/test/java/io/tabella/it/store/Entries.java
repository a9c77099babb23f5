package io.tabella.it.store;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/** Makes entries. */
final class Entries {

  static final int NORMAL = 4;

  private Entries() {}

  static QueueEntry ready(long queue, long id) {
    return prioritized(queue, NORMAL, id);
  }

  static QueueEntry prioritized(long queue, int priority, long id) {
    return entry(queue, id, header(priority, 0), text("body " + id));
  }

  static QueueEntry ready(long queue, long id, Body body) {
    return entry(queue, id, header(NORMAL, 0), body);
  }

  static QueueEntry expiring(long queue, long id, long expiresAt, Body body) {
    return entry(queue, id, header(NORMAL, expiresAt), body);
  }

  static QueueEntry entry(long queue, long id, MessageHeader header, Body body) {
    return QueueEntry.ready(
        new EntryKey(queue, header.rank(), id), new StoredMessage(header, null, body));
  }

  static QueueEntry ownedBy(long owner, QueueEntry entry) {
    return new QueueEntry(entry.key(), owner, entry.attempts(), entry.suspect(), entry.message());
  }

  static List<QueueEntry> many(long queue, long from, int count) {
    List<QueueEntry> entries = new ArrayList<>();
    for (long id = from; id < from + count; id++) {
      entries.add(ready(queue, id));
    }
    return entries;
  }

  static MessageHeader header(int priority, long expiresAt) {
    return new MessageHeader("ID:test", 1_000, expiresAt, priority, true, null, null, null, null);
  }

  static Body text(String text) {
    return new Body.Text(BodyKind.TEXT, text);
  }

  static List<EntryKey> keys(List<QueueEntry> entries) {
    return entries.stream().map(QueueEntry::key).toList();
  }

  static List<Long> ids(List<QueueEntry> entries) {
    return entries.stream().map(entry -> entry.key().id()).toList();
  }
}
