package io.tabella.it.server;

import static io.tabella.it.kit.Eventually.eventually;
import static io.tabella.it.kit.Eventually.unchecked;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.jms.Destination;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

/** Takes longer than the server lets a transaction last. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class SlowOrders {

  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private UserTransaction transaction;

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private Orders orders;

  /** Receives, sends on and writes, and commits when the server has given the transaction up. */
  public void forward(Destination from, Destination to, long millis) throws Exception {
    transaction.setTransactionTimeout(1);
    try {
      transaction.begin();
      orders.forward(from, to, millis);
      // WildFly ends it when its time has come, Payara looks every 10 seconds.
      eventually(
          () -> "still active", () -> unchecked(transaction::getStatus) != Status.STATUS_ACTIVE);
      transaction.commit();
    } finally {
      transaction.setTransactionTimeout(0);
    }
  }
}
