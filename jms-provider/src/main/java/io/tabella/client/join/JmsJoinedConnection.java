package io.tabella.client.join;

import io.tabella.client.ConnectionSeat;
import io.tabella.client.Failures;
import io.tabella.client.JmsConnection;
import io.tabella.client.SessionMode;
import io.tabella.engine.join.Joins;
import io.tabella.engine.transaction.Lane;
import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A connection whose sessions send and receive in transactions of the caller, where there are any.
 * For all threads, unless the transactions are those of one database connection.
 */
public final class JmsJoinedConnection extends JmsConnection {

  private final Surroundings surroundings;
  private final Joins joins;

  /** What was received, and is not known to be committed or rolled back. */
  private final AtomicInteger undecided = new AtomicInteger();

  private final AtomicBoolean left = new AtomicBoolean();
  private volatile boolean leaving;

  /**
   * A connection of a node that works.
   *
   * @throws jakarta.jms.InvalidClientIDException if another one has the administered identifier
   */
  private JmsJoinedConnection(ConnectionSeat seat, Surroundings surroundings) throws JMSException {
    super(seat);
    this.surroundings = surroundings;
    this.joins = node().joins();
  }

  /**
   * In the transactions of one database connection.
   *
   * @throws JMSException if nothing can be sent and received in them; says why
   */
  public static JmsJoinedConnection on(ConnectionSeat seat, FixedConnection callers)
      throws JMSException {
    try {
      seat.joins().check(callers.connection());
    } catch (RuntimeException e) {
      throw Failures.translate("The transactions of this connection cannot be joined", e);
    }
    return new JmsJoinedConnection(seat, callers);
  }

  /**
   * In the transactions that a data source tells of.
   *
   * @param checked whether the data source was found good before
   * @throws JMSException if it does not tell; says why
   */
  public static JmsJoinedConnection on(
      ConnectionSeat seat, TransactionalSource source, AtomicBoolean checked) throws JMSException {
    try {
      if (!checked.get()) {
        seat.joins().check(source.source());
        checked.set(true);
      }
    } catch (RuntimeException e) {
      throw Failures.translate("The transactions of this DataSource cannot be joined", e);
    }
    return new JmsJoinedConnection(seat, source);
  }

  @Override
  protected SessionMode around(SessionMode mode, Supplier<Lane> lane) {
    CallersWork work = new CallersWork(joins, lane, undecided::incrementAndGet, this::decided);
    return new JoinedMode(mode, surroundings, work);
  }

  /** What a transaction has received of them is locked until that ends; the rest can wait, too. */
  @Override
  protected void deleteTemporary() throws JMSException {
    if (undecided.get() == 0) {
      super.deleteTemporary();
    }
  }

  /** When it is closed its node stays, until it is known what became of what was received. */
  @Override
  protected void leave() {
    leaving = true;
    if (isDone()) {
      leaveNow();
    }
  }

  private void decided() {
    undecided.decrementAndGet();
    if (isDone()) {
      leaveSoon();
    }
  }

  /** True once. */
  private boolean isDone() {
    return leaving && undecided.get() == 0 && left.compareAndSet(false, true);
  }
}
