package io.tabella.engine.dispatch;

import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.Body;
import io.tabella.store.StoreRejectedException;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * What has to be done to a buffered entry before it may be delivered. Used by the reader's thread.
 */
final class Preparation {

  private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

  private final DispatchContext context;
  private final Lane lane;

  Preparation(DispatchContext context, Lane lane) {
    this.context = context;
    this.lane = lane;
  }

  /**
   * Makes a delivery ready.
   *
   * @return false if it must not be delivered, and is taken care of
   * @throws RuntimeException if this is impossible just now; the delivery is then in the buffer
   *     again
   */
  boolean isDeliverable(Delivery delivery) {
    try {
      return !isExpired(delivery)
          && context.redelivery().isCounted(delivery, lane)
          && isLoaded(delivery);
    } catch (RuntimeException | Error e) {
      delivery.putBack();
      throw e;
    }
  }

  private boolean isExpired(Delivery delivery) {
    boolean expired =
        delivery.storedMessage().header().isExpiredAt(context.membership().clock().now());
    if (expired) {
      UnitOfWork removal = new UnitOfWork();
      removal.acknowledge(delivery);
      // Nobody waits for it: if it fails, the entry comes again and is as expired as before.
      lane.submitOrElse(removal, failure -> putBackUnlessLost(delivery, failure));
    }
    return expired;
  }

  private static void putBackUnlessLost(Delivery delivery, Throwable failure) {
    if (!(failure instanceof EntriesLostException)) {
      delivery.putBack();
    }
  }

  private boolean isLoaded(Delivery delivery) {
    if (delivery.storedBody() instanceof Body.Elsewhere body) {
      try {
        delivery.load(context.store().read(body));
      } catch (StoreRejectedException | OutOfMemoryError e) {
        failed(delivery, e);
        return false;
      }
    }
    return true;
  }

  /** It will fail again, so it is counted like any failed delivery; the queue must go on. */
  private void failed(Delivery delivery, Throwable cause) {
    LOG.log(Level.WARNING, "body cannot be read; queue=" + delivery.dispatcher().name(), cause);
    context.redelivery().handBack(lane, List.of(delivery), "its body cannot be read: " + cause);
  }
}
