package io.tabella.engine.log;

import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Reader;
import io.tabella.engine.delivery.Sink;
import io.tabella.engine.lease.SubscriptionDeparture;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Destinations.DestinationRecord;
import io.tabella.store.Progress.Cursor;
import io.tabella.store.StoreException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.SubscriptionKind;
import io.tabella.store.SubscriptionRecord;
import io.tabella.store.SubscriptionSpec;
import io.tabella.store.Subscriptions.Released;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Opens and closes subscriptions, and removes them. For all threads. */
final class Subscriptions {

  private final LogContext context;
  private final LogTails logs;
  private final LogReader reader;
  private final DeadHolders holders;
  private final FreeRanges freeRanges;
  private final OpenSubscribers open = new OpenSubscribers();

  /**
   * Of a node's consumers one comes or goes at a time, or the last to go would take the membership
   * of the next to come away. Held around commits; no lane's thread takes it.
   */
  private final ReentrantLock usersLock = new ReentrantLock();

  Subscriptions(LogContext context, LogTails logs, LogReader reader, DeadHolders holders) {
    this.context = context;
    this.logs = logs;
    this.reader = reader;
    this.holders = holders;
    this.freeRanges = new FreeRanges(context);
  }

  OpenSubscribers open() {
    return open;
  }

  // Opening.

  Reader subscribe(SubscriptionRequest request, Sink sink, Lane lane) {
    while (true) {
      List<Long> topics = topicsOf(TopicPattern.of(request.spec().topic()));
      Opening opening = new Opening(request, context.node(), topics);
      Reader opened = tryOpen(opening, request, sink, lane);
      if (opened != null) {
        return opened;
      }
      long holder = opening.blockedBy();
      if (!holders.awaitGone(holder)) {
        throw new SubscriptionInUseException(
            "the subscription "
                + nameOf(request.spec())
                + " is used by a consumer of node "
                + holder
                + (holder == context.node() ? " (this one)" : "")
                + "; close that consumer, or use another name");
      }
    }
  }

  /** Null if somebody else has it. */
  private @Nullable Reader tryOpen(
      Opening opening, SubscriptionRequest request, Sink sink, Lane lane) {
    usersLock.lock();
    try {
      Subscriber left = settled(request.spec().clientId(), request.spec().name());
      if (left != null && left.isFor(request.spec(), lane)) {
        return comeBack(left, sink);
      }
      UnitOfWork unit = new UnitOfWork();
      unit.also(opening::write);
      lane.commit(unit);
      refuseOtherKind(opening, request.spec());
      return opening.blockedBy() == SubscriptionRecord.NOBODY
          ? newReader(opening.opened(), request.filter(), sink, lane)
          : null;
    } finally {
      usersLock.unlock();
    }
  }

  private static void refuseOtherKind(Opening opening, SubscriptionSpec spec) {
    if (opening.isOfOtherKind()) {
      boolean shared = spec.kind().shared();
      throw new SubscriptionKindException(
          "there is a durable subscription "
              + nameOf(spec)
              + (shared ? " that is not shared" : " that is shared")
              + ", so there can be none that is"
              + (shared ? "" : " not")
              + "; use another name, or unsubscribe that one first, which removes its messages");
    }
  }

  private Reader newReader(
      SubscriptionRecord subscription, MessageFilter filter, Sink sink, Lane lane) {
    OpenSubscribers.Place place = new OpenSubscribers.Place(subscription.id(), lane);
    Subscriber subscriber = open.enter(place, () -> newSubscriber(subscription, filter, lane));
    return newReader(place, subscriber, sink);
  }

  /** A transaction that has received from it goes on: its messages are still in its hands. */
  private Reader comeBack(Subscriber left, Sink sink) {
    OpenSubscribers.Place place = new OpenSubscribers.Place(left.subscription().id(), left.lane());
    left.reopen();
    follow(left, 0);
    open.comeBack(place, left);
    return newReader(place, left, sink);
  }

  private Reader newReader(OpenSubscribers.Place place, Subscriber subscriber, Sink sink) {
    reader.lookNow(subscriber);
    reader.signal();
    return new SubscriberReader(subscriber, sink, reader, gone -> leave(place, gone.subscriber()));
  }

  private List<Long> topicsOf(TopicPattern pattern) {
    if (!pattern.isWildcard()) {
      return List.of(logs.of(pattern.toString()).topic());
    }
    List<Long> topics = new ArrayList<>();
    for (DestinationRecord topic : context.store().topics().findTopicsAbove(0)) {
      if (pattern.matches(topic.name())) {
        topics.add(topic.id());
      }
    }
    return topics;
  }

  /** First where it is, then what comes: what a tail brings before would begin at 1. */
  private Subscriber newSubscriber(
      SubscriptionRecord subscription, MessageFilter filter, Lane lane) {
    Subscriber subscriber = new Subscriber(subscription, filter, lane, context);
    for (Cursor cursor : context.store().topics().cursors(List.of(subscription.id()))) {
      subscriber.place(cursor.log(), cursor.next());
    }
    freeRanges.resume(subscriber);
    follow(subscriber, 0);
    return subscriber;
  }

  private void follow(Subscriber subscriber, long above) {
    TopicPattern pattern = TopicPattern.of(subscriber.subscription().spec().topic());
    if (!pattern.isWildcard()) {
      subscriber.follow(logs.of(pattern.toString()));
      return;
    }
    for (DestinationRecord topic : context.store().topics().findTopicsAbove(above)) {
      if (pattern.matches(topic.name())) {
        subscriber.follow(logs.of(topic.id(), topic.name()));
      }
    }
  }

  // Closing.

  private void leave(OpenSubscribers.Place place, Subscriber subscriber) {
    usersLock.lock();
    try {
      if (open.leave(place)) {
        subscriber.close();
        flush(subscriber);
        settle(subscriber);
      }
    } finally {
      usersLock.unlock();
    }
  }

  /** Acknowledgements that are on their way stand before this, in the same lane. */
  private static void flush(Subscriber subscriber) {
    UnitOfWork unit = subscriber.takeSkips();
    if (subscriber.claims().isOut()) {
      unit.also(transaction -> {});
    }
    subscriber.lane().commit(unit);
  }

  /** Gives up what was claimed, as soon as nothing of it is in anybody's hands. */
  private void settle(Subscriber subscriber) {
    if (subscriber.claims().isOut()) {
      open.linger(subscriber);
    } else {
      giveUpOrLinger(subscriber);
    }
  }

  /** What cannot be stored now is tried again with the chores. */
  private void giveUpOrLinger(Subscriber subscriber) {
    try {
      giveUp(subscriber);
    } catch (RuntimeException | Error e) {
      open.linger(subscriber);
      throw e;
    }
  }

  private void giveUp(Subscriber subscriber) {
    subscriber.drop();
    SubscriptionRecord subscription = subscriber.subscription();
    List<Released> ranges = subscriber.claims().toBeReleased();
    boolean last = !open.isOpen(subscription.id());
    UnitOfWork unit = new UnitOfWork();
    unit.also(transaction -> giveUp(transaction, subscription, ranges, last));
    subscriber.lane().commit(unit);
    subscriber.claims().released();
  }

  private void giveUp(
      StoreTransaction transaction,
      SubscriptionRecord subscription,
      List<Released> ranges,
      boolean last) {
    SubscriptionDeparture departure = new SubscriptionDeparture(transaction, context.node());
    departure.release(ranges);
    if (last) {
      departure.leave(subscription);
    }
  }

  /**
   * Gives up what was closed under a name while something of it was in somebody's hands, and is not
   * any more: nobody should have to wait for the next chores.
   */
  void settle(String clientId, String name) {
    usersLock.lock();
    try {
      settled(clientId, name);
    } finally {
      usersLock.unlock();
    }
  }

  /** What of it is still in somebody's hands; null if nothing is. */
  private @Nullable Subscriber settled(String clientId, String name) {
    Subscriber left = null;
    for (Subscriber subscriber : open.lingering()) {
      SubscriptionSpec spec = subscriber.subscription().spec();
      if (spec.name().equals(name) && spec.clientId().equals(clientId)) {
        flush(subscriber);
        settleLingering(subscriber);
        left = subscriber.claims().isOut() ? subscriber : left;
      }
    }
    return left;
  }

  // Chores of the reading thread.

  /** Lets subscriptions follow topics that are new and fit. */
  void followNew(long above) {
    open.all().forEach(subscriber -> follow(subscriber, above));
  }

  /** Takes what others have left, and gives up what nobody here takes or has in hands. */
  void tidy() {
    usersLock.lock();
    try {
      open.lingering().forEach(this::settleLingering);
      for (Subscriber subscriber : open.all()) {
        if (subscriber.subscription().spec().kind().shared()) {
          tidyShared(subscriber);
        } else if (subscriber.inBranches().isAny()) {
          freeRanges.resume(subscriber);
        }
      }
    } finally {
      usersLock.unlock();
    }
  }

  private void settleLingering(Subscriber subscriber) {
    if (!subscriber.claims().isOut()) {
      open.settled(subscriber);
      giveUpOrLinger(subscriber);
    }
  }

  /** Takes what branches have given back, for who has waited for that. */
  void takeReturned() {
    usersLock.lock();
    try {
      open.all().stream().filter(it -> it.inBranches().isAny()).forEach(freeRanges::resume);
    } finally {
      usersLock.unlock();
    }
  }

  private void tidyShared(Subscriber subscriber) {
    if (subscriber.dropIfIdle()) {
      UnitOfWork unit = subscriber.takeSkips();
      List<Released> ranges = subscriber.claims().toBeReleased();
      unit.also(
          transaction -> new SubscriptionDeparture(transaction, context.node()).release(ranges));
      try {
        subscriber.lane().commit(unit);
        subscriber.claims().released();
      } finally {
        subscriber.goOn();
      }
    } else {
      freeRanges.resume(subscriber);
    }
  }

  /** Stores what nobody wanted, and how far those are that claim nothing. */
  void storePlaces() {
    for (Subscriber subscriber : open.all()) {
      UnitOfWork unit = subscriber.takeSkips();
      if (subscriber.subscription().spec().kind() == SubscriptionKind.NON_DURABLE) {
        subscriber
            .newPlaces()
            .forEach(
                (log, next) ->
                    unit.also(
                        transaction ->
                            transaction
                                .subscriptions()
                                .setCursor(subscriber.subscription().id(), log, next)));
      }
      CompletableFuture<Void> unused = subscriber.lane().submitLazily(unit);
    }
  }

  /** The node has ended: nothing is ours any more. */
  void end(StoreException cause) {
    open.all().forEach(subscriber -> subscriber.end(cause));
  }

  private static String nameOf(SubscriptionSpec spec) {
    return "'" + spec.name() + "'" + (spec.clientId().isEmpty() ? "" : " of " + spec.clientId());
  }
}
