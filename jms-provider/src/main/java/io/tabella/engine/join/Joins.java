package io.tabella.engine.join;

import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.delivery.Redelivery;
import io.tabella.engine.delivery.Removable;
import io.tabella.engine.due.DueMover;
import io.tabella.engine.lease.Membership;
import io.tabella.engine.monitor.Counters;
import io.tabella.engine.service.Ticker;
import io.tabella.engine.service.WorkLoop;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.engine.transaction.JoinedWrite;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.FencedException;
import io.tabella.store.JoinRefusedException;
import io.tabella.store.Joining;
import io.tabella.store.MessageStore;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreException;
import io.tabella.store.StoredMessage;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Sends and receives in transactions of callers. For all threads. */
public final class Joins {

  private static final System.Logger LOG = System.getLogger(Joins.class.getName());

  private final Membership membership;
  private final Counters counters;
  private final Joining joining;
  private final Undecided undecided;
  private final Announcements announcements;
  private final WorkLoop loop;
  private volatile boolean ended;

  /** Nothing yet. */
  public Joins(
      MessageStore store,
      Membership membership,
      Redelivery redelivery,
      DueMover due,
      Ticker ticker,
      Counters counters) {
    this.membership = membership;
    this.counters = counters;
    this.joining = store.joining();
    this.undecided = new Undecided(joining, membership.node(), redelivery, ticker);
    this.announcements = new Announcements(joining, due::expect, ticker);
    this.loop = new WorkLoop("tabella-join-" + membership.node(), this::runOnce);
  }

  /**
   * Refuses a connection in whose transactions nothing can be sent and received.
   *
   * @throws JoinRefusedException says why
   */
  public void check(Connection connection) {
    joining.check(connection);
  }

  /**
   * Refuses a data source that does not tell whether a transaction is under way.
   *
   * @throws JoinRefusedException says why
   */
  public void check(DataSource source) {
    joining.check(source);
  }

  /**
   * Sends a message when the caller commits.
   *
   * @param lane of the session, for what has to be relayed
   * @throws JoinRefusedException if there is no transaction; nothing was done
   * @throws StoreException if the database refuses it: the caller should roll back
   */
  public void send(Connection connection, Lane lane, Outlet outlet, StoredMessage message) {
    UnitOfWork work = new UnitOfWork();
    outlet.sendIn(work, message);
    JoinedWrite write = new JoinedWrite(work, lane.id(), membership.ids()::next);
    announcements.add(joining.within(connection, write::write));
    counters.sentElsewhere();
    look();
  }

  /**
   * Acknowledges a message when the caller commits; after a rollback it comes again.
   *
   * @param lane of the session
   * @param decided told once, on any thread, when it is known how the transaction has ended, or
   *     that it has not received the message
   * @throws JoinRefusedException if there is no transaction; the message is back in its buffer
   * @throws EntriesLostException if the message is gone
   * @throws StoreException if the message could not be had, or the database refuses it: the caller
   *     should roll back. The message comes again if it is there
   */
  public void receive(Connection connection, Lane lane, Delivery delivery, Runnable decided) {
    Removable removable = aloneOr(decided, lane, delivery);
    boolean removed;
    try {
      removed = joining.within(connection, removable::removeIn);
    } catch (JoinRefusedException e) {
      removable.delivery().putBack();
      decided.run();
      throw e;
    } catch (RuntimeException | Error e) {
      wait(new Receipt(removable, lane, false, decided));
      throw e;
    }
    wait(new Receipt(removable, lane, removed, decided));
    if (!removed) {
      throw new StoreConflictException(
          "somebody else has the message; or the isolation of your transaction does not see what"
              + " came after it began, then use READ COMMITTED. Roll back, and receive again",
          null);
    }
  }

  private Removable aloneOr(Runnable decided, Lane lane, Delivery delivery) {
    try {
      return alone(lane, delivery);
    } catch (RuntimeException | Error e) {
      decided.run();
      throw e;
    }
  }

  private Removable alone(Lane lane, Delivery delivery) {
    UnitOfWork unit = new UnitOfWork();
    unit.relays();
    Supplier<Removable> alone = delivery.aloneIn(unit, undecided::isAbout);
    try {
      lane.commit(unit);
    } catch (EntriesLostException | FencedException e) {
      delivery.lost();
      throw e;
    } catch (RuntimeException e) {
      delivery.putBack();
      throw e;
    }
    return alone.get();
  }

  private void wait(Receipt receipt) {
    undecided.add(receipt);
    look();
  }

  private void look() {
    loop.start();
    loop.signal();
  }

  /** One turn: asks what can be known by now, and tells when to ask again. */
  long runOnce() {
    if (ended) {
      undecided.forget();
      return Long.MAX_VALUE;
    }
    try {
      return Math.min(undecided.runOnce(), announcements.runOnce());
    } catch (StoreException e) {
      // The lease keeper says in the log that the database is away.
      LOG.log(Level.DEBUG, "outcomes wait for the database; node=" + membership.node(), e);
      return Pace.LONGEST_NANOS;
    }
  }

  /** Says in the log if a turn lasts for longer than it ever should. */
  public void watch(Duration limit) {
    loop.watch(limit);
  }

  /** The node has ended: others find out. */
  public void end() {
    ended = true;
    loop.signal();
  }

  /** What is not known by now is given back with what the node holds, or by others. */
  public void stop() {
    loop.stop();
    if (!ended) {
      ended = true;
      undecided.askAll();
    }
  }
}
