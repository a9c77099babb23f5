package io.tabella.engine.delivery;

import io.tabella.engine.lease.StoreClock;
import io.tabella.engine.monitor.Counters;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.HandOff;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.DestinationKind;
import io.tabella.store.FencedException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to deliveries that have failed. For all threads. */
public final class Redelivery {

  /** The reason when a message goes to an expiry queue. */
  public static final String EXPIRED = "it expired before it was received";

  /** The reason when the last thing known of a message is that its JVM died. */
  private static final String DIED =
      "every node that received this message died or lost its lease before acknowledging it";

  private final Policies policies;
  private final StoreClock clock;
  private final DeadLetterHeader header;
  private final Function<String, HandOff> queues;
  private final Counters counters;

  /**
   * With what is set for destinations.
   *
   * @param queues gives the queue of a name
   * @param counters of the node
   */
  public Redelivery(
      Policies policies,
      StoreClock clock,
      DeadLetterHeader header,
      Function<String, HandOff> queues,
      Counters counters) {
    this.policies = policies;
    this.clock = clock;
    this.header = header;
    this.queues = queues;
    this.counters = counters;
  }

  /**
   * Takes back what an application received and did not acknowledge. Counts are raised and stored;
   * then the deliveries are in the buffer at their old places, or, past the limit, in the
   * dead-letter queue, in one commit.
   *
   * @param reason what goes to the dead-letter queue as the reason
   * @throws io.tabella.store.StoreException if the database could not be reached in time: they are
   *     in the buffer, with counts that this node alone knows; or if the node was fenced: others
   *     have them
   */
  public void handBack(Lane lane, List<Delivery> deliveries, @Nullable String reason) {
    if (deliveries.isEmpty()) {
      return;
    }
    List<Failing> all = deliveries.stream().map(this::decided).toList();
    try {
      lane.commit(failures(all, reason));
      all.forEach(this::stored);
    } catch (EntriesLostException e) {
      eachAlone(lane, all, reason);
    } catch (FencedException e) {
      throw e;
    } catch (RuntimeException e) {
      keep(all, reason);
      throw e;
    }
  }

  private void stored(Failing failing) {
    failing.stored();
    if (failing.givenUp() && !failing.delivery().isLost()) {
      counters.deadLettered();
    }
  }

  private Failing decided(Delivery delivery) {
    return Failing.of(
        delivery,
        policies.of(delivery.source()),
        clock.now(),
        ThreadLocalRandom.current().nextDouble());
  }

  /** Nothing could be stored: they stay here, and what was to be given up is so when it can be. */
  private static void keep(List<Failing> all, @Nullable String reason) {
    for (Failing failing : all) {
      failing.delivery().failedBecause(reason);
      failing.kept();
    }
  }

  /** One of them is not ours any more; the others must not suffer for it. */
  private void eachAlone(Lane lane, List<Failing> all, @Nullable String reason) {
    for (int i = 0; i < all.size(); i++) {
      Failing failing = all.get(i);
      try {
        lane.commit(failures(List.of(failing), reason));
        stored(failing);
      } catch (EntriesLostException e) {
        failing.delivery().lost();
      } catch (FencedException e) {
        throw e;
      } catch (RuntimeException e) {
        keep(all.subList(i, all.size()), reason);
        throw e;
      }
    }
  }

  private UnitOfWork failures(List<Failing> all, @Nullable String reason) {
    UnitOfWork unit = new UnitOfWork();
    unit.relays();
    for (Failing failing : all) {
      if (!failing.delivery().isLost()) {
        addFailure(unit, failing, reason);
      }
    }
    return unit;
  }

  private void addFailure(UnitOfWork unit, Failing failing, @Nullable String reason) {
    if (failing.givenUp()) {
      giveUp(unit, failing.delivery(), failing.failed(), reason);
    } else {
      failing.writeIn(unit);
    }
  }

  private void giveUp(UnitOfWork unit, Delivery delivery, int failed, @Nullable String reason) {
    delivery.acknowledgeIn(unit);
    unit.send(
        queues.apply(policies.of(delivery.source()).redelivery().deadLetterQueue()),
        header.stamp(delivery.movable(), delivery.origin(), failed, reason));
  }

  /** A delivery is given to a consumer. */
  void delivered(Delivery delivery) {
    counters.delivered(delivery.redelivered());
  }

  /** Lets a unit take an expired delivery away: to the expiry queue, if there is one. */
  void expireIn(UnitOfWork unit, Delivery delivery) {
    unit.relays();
    delivery.acknowledgeIn(unit);
    String queue = policies.of(delivery.source()).expiryQueue();
    if (!queue.isEmpty() && !delivery.source().equals(DestinationKind.QUEUE.address(queue))) {
      unit.send(
          queues.apply(queue),
          header.stamp(delivery.movable(), delivery.origin(), delivery.attempts(), EXPIRED));
    }
  }

  private boolean givesUp(Delivery delivery, int failed) {
    return policies.of(delivery.source()).redelivery().givesUp(delivery.source(), failed);
  }

  /**
   * Stores the failed delivery that a suspect may have had, and dead-letters what has had too many.
   *
   * @return whether it may be delivered; if not, it is taken care of
   */
  boolean isCounted(Delivery delivery, Lane lane) {
    boolean suspect = delivery.isSuspect();
    int failed = suspect ? delivery.attempts() + 1 : delivery.attempts();
    boolean givenUp = givesUp(delivery, failed) && !isOnlySuspected(delivery);
    if (!suspect && !givenUp) {
      return true;
    }
    UnitOfWork unit = new UnitOfWork();
    unit.relays();
    if (givenUp) {
      giveUp(unit, delivery, failed, suspect ? DIED : delivery.lastFailure());
    } else {
      delivery.recountIn(unit, failed);
    }
    try {
      lane.commit(unit);
    } catch (EntriesLostException e) {
      delivery.lost();
      return false;
    }
    delivery.counted(failed);
    if (givenUp) {
      counters.deadLettered();
    }
    return !givenUp && !delivery.isLost();
  }

  /** Perhaps only buffered when its node died: never given up on a mere suspicion. */
  private static boolean isOnlySuspected(Delivery delivery) {
    return delivery.isSuspect() && delivery.attempts() == 0;
  }
}
