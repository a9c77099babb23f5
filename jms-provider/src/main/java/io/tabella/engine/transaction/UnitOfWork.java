package io.tabella.engine.transaction;

import io.tabella.store.DestinationKind;
import io.tabella.store.StagedKey;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What commits together or not at all. Belongs to one thread until a lane has it; used once. */
public final class UnitOfWork {

  private static final long ROW_OF_KEYS = 64;
  private static final long MARK = 16;

  private final List<Send> sends = new ArrayList<>(1);
  private final List<Held> acknowledgements = new ArrayList<>(1);
  private final List<Recount> recounts = new ArrayList<>(0);
  private final List<Publish> publishes = new ArrayList<>(0);
  private final List<Mark> marks = new ArrayList<>(0);
  private final List<Stage> stages = new ArrayList<>(0);
  private final List<Consumer<StoreTransaction>> others = new ArrayList<>(0);
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private long bytes;
  private long handedOverAt;
  private boolean lazy;
  private boolean relay;

  /** A message on its way to a queue. */
  record Send(HandOff to, StoredMessage message, Terms terms) implements Outgoing {
    @Override
    public @Nullable Once once() {
      return terms.once();
    }

    @Override
    public StagedMessage staged(long lane, long id) {
      StagedKey key = new StagedKey(lane, StagedKey.AT_ONCE, id);
      int failed = terms.attempts();
      return new StagedMessage(key, to.queue(), DestinationKind.QUEUE, null, failed, message);
    }
  }

  /** An entry that stays held, and how often its delivery has failed by now. */
  record Recount(Held held, int attempts) {}

  /**
   * A message on its way to a topic.
   *
   * @param origin the connection or client identifier that publishes it, if that is known
   */
  record Publish(LogHandOff to, @Nullable String origin, StoredMessage message, @Nullable Once once)
      implements Outgoing {
    @Override
    public StagedMessage staged(long lane, long id) {
      StagedKey key = new StagedKey(lane, StagedKey.AT_ONCE, id);
      return new StagedMessage(key, to.topic(), DestinationKind.TOPIC, origin, 0, message);
    }
  }

  /**
   * An acknowledgement in a range.
   *
   * @param out whether the message was in somebody's hands
   */
  record Mark(HeldRange range, long seq, boolean out) {}

  /**
   * A message on its way to a destination where it is visible later.
   *
   * @param attempts deliveries that have failed already
   */
  record Stage(Later to, long dueAt, StoredMessage message, int attempts, @Nullable Once once)
      implements Outgoing {
    @Override
    public StagedMessage staged(long lane, long id) {
      StagedKey key = new StagedKey(lane, dueAt, id);
      @Nullable String origin = to.origin();
      return new StagedMessage(key, to.destination(), to.kind(), origin, attempts, message);
    }
  }

  /**
   * A destination of messages that are not due yet.
   *
   * @param origin the connection or client identifier that publishes, if that is known
   */
  public record Later(long destination, DestinationKind kind, @Nullable String origin) {}

  /** Sends a message. */
  public void send(HandOff to, StoredMessage message) {
    send(to, message, Terms.NONE);
  }

  /** Sends a message on certain terms. */
  public void send(HandOff to, StoredMessage message, Terms terms) {
    sends.add(new Send(to, message, terms));
    bytes += message.size();
  }

  /** Removes an entry that this node holds; together with the content of a large body. */
  public void acknowledge(Held held) {
    if (held.stored()) {
      acknowledgements.add(held);
      bytes += ROW_OF_KEYS;
    }
  }

  /** Stores how often an entry's delivery has failed; the node goes on holding it. */
  public void recount(Held held, int attempts) {
    if (held.stored()) {
      recounts.add(new Recount(held, attempts));
      bytes += ROW_OF_KEYS;
    }
  }

  /**
   * Publishes a message.
   *
   * @param origin the connection or client identifier that publishes it, if that is known
   * @param once what makes it a duplicate; null if nothing does
   */
  public void publish(
      LogHandOff to, @Nullable String origin, StoredMessage message, @Nullable Once once) {
    publishes.add(new Publish(to, origin, message, once));
    bytes += message.size();
  }

  /**
   * Stores a message that is visible later.
   *
   * @param dueAt milliseconds since 1970, by the database's clock
   * @param once what makes it a duplicate; null if nothing does
   */
  public void stage(Later to, long dueAt, StoredMessage message, @Nullable Once once) {
    stage(new Stage(to, dueAt, message, 0, once));
  }

  /** The same of one whose delivery has failed before. */
  public void stage(Later to, long dueAt, StoredMessage message, int attempts) {
    stage(new Stage(to, dueAt, message, attempts, null));
  }

  private void stage(Stage stage) {
    stages.add(stage);
    bytes += stage.message().size();
  }

  /** Acknowledges a topic's message for the subscription that has claimed it. */
  public void mark(HeldRange range, long seq) {
    marks.add(new Mark(range, seq, true));
    bytes += MARK;
  }

  /** The same of a message that nobody wants, or that is gone. */
  public void skip(HeldRange range, long seq) {
    marks.add(new Mark(range, seq, false));
    bytes += MARK;
  }

  /** Does something else in the same transaction; again, if the attempt is made again. */
  public void also(Consumer<StoreTransaction> write) {
    others.add(write);
    bytes += ROW_OF_KEYS;
  }

  /**
   * Stores a branch with all that another unit would send; what was received it has already taken
   * over.
   */
  public void prepare(BranchWrite branch, UnitOfWork work) {
    branch.stage(work);
    others.add(branch::write);
    bytes += branch.bytes();
  }

  /**
   * Lets the lane's thread do something when this is stored, or at once when there was nothing to
   * store; never, if it is not. It must be quick and must not fail.
   */
  public void whenCommitted(Runnable follow) {
    CompletableFuture<Void> unused = done.thenRun(follow);
  }

  /**
   * What is in it only goes from one place to another: it was sent, or is acknowledged, elsewhere.
   */
  public void relays() {
    relay = true;
  }

  /**
   * How many messages applications send with it.
   *
   * @param leftOut which of them are not stored
   */
  int sent(Predicate<Outgoing> leftOut) {
    return relay ? 0 : count(sends, leftOut) + count(publishes, leftOut) + count(stages, leftOut);
  }

  private static int count(List<? extends Outgoing> messages, Predicate<Outgoing> leftOut) {
    int stored = 0;
    for (Outgoing message : messages) {
      if (!leftOut.test(message)) {
        stored++;
      }
    }
    return stored;
  }

  /** How many messages applications acknowledge with it. */
  int acknowledged() {
    return relay ? 0 : acknowledgements.size() + marks.size();
  }

  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return rows() == 0;
  }

  /**
   * Completes when this is stored and flushed, or exceptionally when nothing of it is or ever will
   * be; with {@link io.tabella.store.CommitUnknownException} when nobody can tell. Completion runs
   * on the lane's thread: it must be quick and must not block.
   */
  public CompletableFuture<Void> done() {
    return done;
  }

  /** A lane has it now, by its ticker. */
  void handedOver(long nanos) {
    handedOverAt = nanos;
  }

  /** Nobody waits for it. */
  void lazy() {
    lazy = true;
  }

  boolean isLazy() {
    return lazy;
  }

  long handedOverAt() {
    return handedOverAt;
  }

  int rows() {
    return sends.size()
        + acknowledgements.size()
        + recounts.size()
        + publishes.size()
        + marks.size()
        + stages.size()
        + others.size();
  }

  long bytes() {
    return bytes;
  }

  List<Send> sends() {
    return sends;
  }

  List<Held> acknowledgements() {
    return acknowledgements;
  }

  List<Recount> recounts() {
    return recounts;
  }

  List<Publish> publishes() {
    return publishes;
  }

  List<Mark> marks() {
    return marks;
  }

  List<Stage> stages() {
    return stages;
  }

  List<Consumer<StoreTransaction>> others() {
    return others;
  }
}
