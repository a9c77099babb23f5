package io.tabella.engine.delivery;

import io.tabella.engine.transaction.UnitOfWork;

/**
 * A delivery that has failed, and what is to become of it. Belongs to one thread.
 *
 * @param failed how often, this time included
 * @param dueAt when it is to be delivered again, by the database's clock in milliseconds; 0 at once
 */
record Failing(Delivery delivery, int failed, boolean givenUp, long dueAt) {

  /** Decides. */
  static Failing of(Delivery delivery, DestinationPolicy policy, long now, double random) {
    int failed = delivery.attempts() + 1;
    boolean givenUp = policy.redelivery().givesUp(delivery.source(), failed);
    long wait = givenUp ? 0 : policy.redelivery().delay().millisAfter(failed, random);
    return new Failing(delivery, failed, givenUp, wait == 0 ? 0 : now + wait);
  }

  /** Lets a unit store that it has failed, and when it comes again. */
  void writeIn(UnitOfWork unit) {
    if (dueAt == 0) {
      delivery.recountIn(unit, failed);
    } else {
      delivery.postponeIn(unit, failed, dueAt);
    }
  }

  /** It is stored. */
  void stored() {
    if (givenUp) {
      return;
    }
    delivery.counted(failed);
    if (dueAt == 0) {
      delivery.putBack();
    } else {
      delivery.postponed(dueAt);
    }
  }

  /** It is not: this node goes on with it, and tries again. */
  void kept() {
    delivery.counted(failed);
    delivery.putBack();
  }
}
