package io.tabella.engine.delivery;

import io.tabella.engine.lease.StoreClock;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreRejectedException;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * What has to be done to a buffered entry before it may be delivered. Used by the reader's thread.
 */
public final class Preparation {

  private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

  private final MessageStore store;
  private final StoreClock clock;
  private final Redelivery redelivery;
  private final Lane lane;

  /**
   * For the consumers of a session.
   *
   * @param lane the session's
   */
  public Preparation(MessageStore store, StoreClock clock, Redelivery redelivery, Lane lane) {
    this.store = store;
    this.clock = clock;
    this.redelivery = redelivery;
    this.lane = lane;
  }

  /**
   * Makes a delivery ready.
   *
   * @return false if it must not be delivered, and is taken care of
   * @throws RuntimeException if this is impossible just now; the delivery is then in the buffer
   *     again
   */
  public boolean isDeliverable(Delivery delivery) {
    try {
      boolean ready =
          !isExpired(delivery) && redelivery.isCounted(delivery, lane) && isLoaded(delivery);
      if (ready) {
        redelivery.delivered(delivery);
      }
      return ready;
    } catch (RuntimeException | Error e) {
      delivery.putBack();
      throw e;
    }
  }

  private boolean isExpired(Delivery delivery) {
    boolean expired = delivery.storedMessage().header().isExpiredAt(clock.now());
    if (expired) {
      UnitOfWork removal = new UnitOfWork();
      redelivery.expireIn(removal, delivery);
      // Nobody waits for it: if it fails, the entry comes again and is as expired as before.
      lane.submitOrElse(removal, failure -> putBackUnlessLost(delivery, failure));
    }
    return expired;
  }

  private static void putBackUnlessLost(Delivery delivery, Throwable failure) {
    if (failure instanceof EntriesLostException) {
      delivery.lost();
    } else {
      delivery.putBack();
    }
  }

  private boolean isLoaded(Delivery delivery) {
    if (delivery.storedMessage().body() instanceof Body.Elsewhere body) {
      try {
        delivery.load(store.read(body));
      } catch (StoreRejectedException | OutOfMemoryError e) {
        failed(delivery, e);
        return false;
      }
    }
    return true;
  }

  /** It will fail again, so it is counted like any failed delivery; the queue must go on. */
  private void failed(Delivery delivery, Throwable cause) {
    LOG.log(Level.WARNING, "body cannot be read; source=" + delivery.source(), cause);
    redelivery.handBack(lane, List.of(delivery), "its body cannot be read: " + cause);
  }
}
