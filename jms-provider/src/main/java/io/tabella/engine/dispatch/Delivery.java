package io.tabella.engine.dispatch;

import io.tabella.engine.transaction.Held;
import io.tabella.store.Body;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * An entry that this node holds: in the buffer, or in the hands of one consumer until it is
 * acknowledged, handed back or put back. Belongs to whoever has it.
 */
public final class Delivery implements Held {

  private final Dispatcher dispatcher;
  private final QueueEntry entry;
  private final boolean stored;
  private volatile int attempts;
  private volatile boolean suspect;
  private volatile boolean lost;
  private volatile @Nullable String lastFailure;
  private @Nullable StoredMessage loaded;

  Delivery(Dispatcher dispatcher, QueueEntry entry, boolean stored) {
    this.dispatcher = dispatcher;
    this.entry = entry;
    this.stored = stored;
    this.attempts = entry.attempts();
    this.suspect = entry.suspect();
  }

  /** The message, its body in memory. */
  public StoredMessage message() {
    StoredMessage message = loaded;
    return message == null ? entry.message() : message;
  }

  /** JMSXDeliveryCount: 1 at the first delivery. Jakarta Messaging 3.1, 3.5.11. */
  public int deliveryCount() {
    return attempts + 1;
  }

  /** JMSRedelivered. */
  public boolean redelivered() {
    return attempts > 0;
  }

  /** Back to the buffer, at its old place and not counted: the application has never seen it. */
  public void putBack() {
    loaded = null;
    if (!lost) {
      dispatcher.putBack(this);
    }
  }

  @Override
  public EntryKey key() {
    return entry.key();
  }

  @Override
  public boolean stored() {
    return stored;
  }

  @Override
  public Body storedBody() {
    return entry.message().body();
  }

  @Override
  public void lost() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  boolean isSuspect() {
    return suspect;
  }

  int attempts() {
    return attempts;
  }

  /** The count is stored, or could not be. */
  void counted(int newAttempts) {
    attempts = newAttempts;
    suspect = false;
  }

  /** What to say in the dead-letter queue, when it could not be moved there at once. */
  void failedBecause(@Nullable String reason) {
    lastFailure = reason;
  }

  @Nullable String lastFailure() {
    return lastFailure;
  }

  /** The message as it lies in the entry's row. */
  StoredMessage storedMessage() {
    return entry.message();
  }

  void load(Body body) {
    StoredMessage message = entry.message();
    loaded = new StoredMessage(message.header(), message.properties(), body);
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  long size() {
    return entry.message().size();
  }
}
