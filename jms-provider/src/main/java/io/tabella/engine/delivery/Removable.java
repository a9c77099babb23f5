package io.tabella.engine.delivery;

import io.tabella.store.HeldKey;
import io.tabella.store.StoreWork;

/**
 * A delivery that is a row of its own, so that a caller's transaction can remove it. What becomes
 * of that is found later. Belongs to whoever has the delivery.
 */
public interface Removable {

  /** The delivery. */
  Delivery delivery();

  /** The row's key. */
  HeldKey key();

  /**
   * Removes the row in a caller's transaction, if this node holds it.
   *
   * @return whether it did
   */
  boolean removeIn(StoreWork work);

  /** The transaction has committed. */
  void removed();
}
