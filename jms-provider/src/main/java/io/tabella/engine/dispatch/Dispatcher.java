package io.tabella.engine.dispatch;

import io.tabella.engine.catalog.NoSuchDestinationException;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.transaction.HandOff;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.Once;
import io.tabella.store.DestinationKind;
import io.tabella.store.EntryKey;
import io.tabella.store.QueueEntry;
import io.tabella.store.StoreException;
import io.tabella.store.StoredMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue in this node: its desks, and the lanes' way to them. For all threads.
 *
 * <p>What lanes write is born claimed only for consumers without a selector, and only while nobody
 * here has one: else those would never get anything.
 */
public final class Dispatcher implements HandOff {

  /** No JMSXGroupID begins with a blank here. */
  private static final String WHOLE_QUEUE = " the whole queue";

  private final QueueName name;
  private final DispatchContext context;
  private final Claimer claimer;
  private final String source;
  private final Grouping grouping = new Grouping();
  private final Desk plain;
  private final Selections selections = new Selections();
  private volatile boolean gone;
  private volatile @Nullable StoreException ended;

  /** A queue by its id and by its name. */
  public record QueueName(long id, String name) {}

  Dispatcher(QueueName name, DispatchContext context, Claimer claimer) {
    this.name = name;
    this.context = context;
    this.claimer = claimer;
    this.source = DestinationKind.QUEUE.address(name.name());
    this.plain = newDesk(MessageFilter.ALL);
  }

  private Desk newDesk(MessageFilter filter) {
    return new Desk(this, filter, context, claimer);
  }

  @Override
  public long queue() {
    return name.id();
  }

  /** The queue's name. */
  public String name() {
    return name.name();
  }

  /** The form {@code queue:NAME}. */
  String source() {
    return source;
  }

  /** Whether its messages are to stay where they are. */
  boolean isPaused() {
    return context.policies().of(source).paused();
  }

  Grouping grouping() {
    return grouping;
  }

  /** Whether entries have to be claimed by their groups. */
  boolean isGrouping() {
    return grouping.isUsed() || isExclusive();
  }

  /** Whether all its messages go to one consumer, as long as that lives. */
  boolean isExclusive() {
    return context.policies().of(source).exclusive();
  }

  /** The group that a message belongs to; null if none. Of an exclusive queue all are one group. */
  @Nullable String groupOf(StoredMessage message) {
    return isExclusive() ? WHOLE_QUEUE : message.header().group();
  }

  /** Whether it keeps only the newest message of each key. */
  boolean isLastValue() {
    return lastValueKey().isSet();
  }

  /** What it keeps the newest message of. */
  LastValueKey lastValueKey() {
    return new LastValueKey(context.policies().of(source).lastValueKey(), context.properties());
  }

  /** What makes a message a duplicate here; null while nothing does. */
  @Nullable Once once(String duplicateId) {
    long window = context.policies().of(source).duplicateWindowMillis();
    return window == 0 ? null : new Once(queue(), duplicateId, window);
  }

  /** The queue as a sender sees it. */
  public Outlet outlet() {
    return new QueueOutlet(this, null);
  }

  // Consumers.

  /**
   * A consumer of this queue, not active yet.
   *
   * @param lane its session's, for what has to be stored before a delivery
   */
  public QueueReader attach(Sink sink, Lane lane) {
    plain.claims().register();
    return new QueueReader(plain, sink, lane, () -> {});
  }

  /**
   * A consumer of some of this queue's messages, not active yet.
   *
   * @param selector the text of its selector: consumers with the same one share what they look at
   * @param filter what that comes to
   * @param lane its session's, for what has to be stored before a delivery
   */
  public QueueReader attach(String selector, MessageFilter filter, Sink sink, Lane lane) {
    Desk desk = selections.enter(selector, () -> newDesk(filter));
    desk.claims().register();
    StoreException cause = ended;
    if (cause != null) {
      desk.end(cause);
    }
    return new QueueReader(desk, sink, lane, () -> selections.leave(selector));
  }

  /**
   * Hands a non-persistent message to a consumer in this JVM, without storing it.
   *
   * @return false if it has to be stored: nobody here is hungry, or older ones may be waiting
   */
  boolean offerVolatile(StoredMessage message) {
    return selections.isEmpty() && groupOf(message) == null && plain.offerVolatile(message);
  }

  // What lanes bring.

  @Override
  public boolean admit(int entries, long bytes, boolean grouped) {
    if (grouped) {
      grouping.use();
    }
    return plain.admit(entries, bytes, selections.isEmpty() && !grouped && !isExclusive());
  }

  @Override
  public void written(List<QueueEntry> bornClaimed, long admittedBytes, List<EntryKey> unclaimed) {
    plain.written(bornClaimed, admittedBytes, unclaimed);
    selections.forEach(desk -> desk.ready(unclaimed));
  }

  @Override
  public void ready(List<EntryKey> keys) {
    plain.ready(keys);
    selections.forEach(desk -> desk.ready(keys));
  }

  @Override
  public void withdrawn(int bornClaimed, long admittedBytes, int unclaimed) {
    plain.withdrawn(bornClaimed, admittedBytes, unclaimed);
  }

  // What becomes ready.

  /** One desk has given back what it held: the others may want it. */
  void ready(List<EntryKey> keys, Desk from) {
    if (!selections.isEmpty() || from != plain) {
      plain.readyUnless(from, keys);
      selections.forEach(desk -> desk.readyUnless(from, keys));
    }
  }

  /** The queue is gone. */
  void abandon() {
    gone = true;
    plain.abandon();
  }

  /**
   * Refuses a queue that this node has removed.
   *
   * @throws NoSuchDestinationException if it has
   */
  void checkThere() {
    if (gone) {
      throw new NoSuchDestinationException("the queue " + name() + " is gone");
    }
  }

  /** Other rows have become ready, somewhere. */
  void lookEverywhere() {
    plain.lookEverywhere();
    selections.forEach(Desk::lookEverywhere);
  }

  /** The node has ended: nothing here is ours any more. */
  void end(StoreException cause) {
    ended = cause;
    plain.end(cause);
    selections.forEach(desk -> desk.end(cause));
  }
}
