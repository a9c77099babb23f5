package io.tabella.engine.join;

import io.tabella.engine.delivery.Removable;
import io.tabella.engine.transaction.Lane;

/**
 * A message that a caller's transaction has received.
 *
 * @param lane of the session that has received it
 * @param seen whether the application has got it, so that its coming back is a failed delivery
 * @param decided told when the outcome is known
 */
record Receipt(Removable removable, Lane lane, boolean seen, Runnable decided) {}
