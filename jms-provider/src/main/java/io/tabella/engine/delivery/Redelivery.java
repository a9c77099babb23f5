package io.tabella.engine.delivery;

import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.HandOff;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.FencedException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens to deliveries that have failed. For all threads. */
public final class Redelivery {

  /** The reason when the last thing known of a message is that its JVM died. */
  private static final String DIED =
      "every node that received this message died or lost its lease before acknowledging it";

  private final RedeliveryPolicy policy;
  private final DeadLetterHeader header;
  private final Function<String, HandOff> queues;

  /**
   * With a policy.
   *
   * @param queues gives the queue of a name
   */
  public Redelivery(
      RedeliveryPolicy policy, DeadLetterHeader header, Function<String, HandOff> queues) {
    this.policy = policy;
    this.header = header;
    this.queues = queues;
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
    try {
      lane.commit(failures(deliveries, reason));
      deliveries.forEach(delivery -> settle(delivery, false));
    } catch (EntriesLostException e) {
      eachAlone(lane, deliveries, reason);
    } catch (FencedException e) {
      throw e;
    } catch (RuntimeException e) {
      keep(deliveries, reason);
      throw e;
    }
  }

  /** Nothing could be stored: they stay here, and what was to be given up is so when it can be. */
  private void keep(List<Delivery> deliveries, @Nullable String reason) {
    for (Delivery delivery : deliveries) {
      delivery.failedBecause(reason);
      settle(delivery, true);
    }
  }

  /** One of them is not ours any more; the others must not suffer for it. */
  private void eachAlone(Lane lane, List<Delivery> deliveries, @Nullable String reason) {
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery delivery = deliveries.get(i);
      try {
        lane.commit(failures(List.of(delivery), reason));
        settle(delivery, false);
      } catch (EntriesLostException e) {
        delivery.lost();
      } catch (FencedException e) {
        throw e;
      } catch (RuntimeException e) {
        keep(deliveries.subList(i, deliveries.size()), reason);
        throw e;
      }
    }
  }

  private UnitOfWork failures(List<Delivery> deliveries, @Nullable String reason) {
    UnitOfWork unit = new UnitOfWork();
    for (Delivery delivery : deliveries) {
      if (!delivery.isLost()) {
        addFailure(unit, delivery, delivery.attempts() + 1, reason);
      }
    }
    return unit;
  }

  private void addFailure(UnitOfWork unit, Delivery delivery, int failed, @Nullable String reason) {
    if (givesUp(delivery, failed)) {
      giveUp(unit, delivery, failed, reason);
    } else {
      delivery.recountIn(unit, failed);
    }
  }

  private void giveUp(UnitOfWork unit, Delivery delivery, int failed, @Nullable String reason) {
    delivery.acknowledgeIn(unit);
    unit.send(
        queues.apply(policy.deadLetterQueue()),
        header.stamp(delivery.movable(), delivery.source(), failed, reason));
  }

  private void settle(Delivery delivery, boolean evenIfGivenUp) {
    int failed = delivery.attempts() + 1;
    if (evenIfGivenUp || !givesUp(delivery, failed)) {
      delivery.counted(failed);
      delivery.putBack();
    }
  }

  private boolean givesUp(Delivery delivery, int failed) {
    return policy.givesUp(delivery.source(), failed);
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
    if (givenUp) {
      giveUp(unit, delivery, failed, suspect ? DIED : delivery.lastFailure());
    } else {
      delivery.recountIn(unit, failed);
    }
    try {
      lane.commit(unit);
    } catch (EntriesLostException e) {
      return false;
    }
    delivery.counted(failed);
    return !givenUp && !delivery.isLost();
  }

  /** Perhaps only buffered when its node died: never given up on a mere suspicion. */
  private static boolean isOnlySuspected(Delivery delivery) {
    return delivery.isSuspect() && delivery.attempts() == 0;
  }
}
