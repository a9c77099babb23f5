package io.tabella.jca.inbound;

import io.tabella.jca.store.NodeEnd;
import io.tabella.jca.store.OwnSurroundings;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One message-driven bean, from its activation to its deactivation. It has an inflow as long as it
 * can have one, and tries for ever to get it back. For all threads.
 */
final class Activation {

  private static final System.Logger LOG = System.getLogger(Activation.class.getName());

  private final Surroundings surroundings;
  private final Endpoints.Wish wish;
  private final DestinationSource source;
  private final Delivering manner;
  private final Backoff backoff = new Backoff();
  private final ReentrantLock stateLock = new ReentrantLock();

  /** Those that are not closed yet: the one that delivers, and one that was lost. */
  private final Set<Inflow> inflows = new HashSet<>();

  private @Nullable Inflow delivering;
  private boolean ending;
  private String lastProblem = "";

  private Activation(
      Surroundings surroundings, Endpoints.Wish wish, DestinationSource source, Delivering manner) {
    this.surroundings = surroundings;
    this.wish = wish;
    this.source = source;
    this.manner = manner;
  }

  /**
   * One that is not begun; looks up what has to be looked up.
   *
   * @throws ResourceException if the endpoint is no MessageListener
   */
  static Activation of(
      Surroundings surroundings, MessageEndpointFactory factory, Endpoints.Wish wish)
      throws ResourceException {
    return new Activation(
        surroundings,
        wish,
        DestinationSource.of(wish.settings().source()),
        Delivering.to(factory, surroundings.threads(), wish.settings()));
  }

  /** Returns at once. */
  void begin() {
    surroundings.soon(this::connect);
  }

  // Connecting. One attempt at a time: each is arranged by the one before, or by the loss.

  private void connect() {
    if (isEnding()) {
      return;
    }
    Inflow opened;
    try {
      opened = open();
    } catch (JMSException | RuntimeException | LinkageError e) {
      notConnected(e);
      return;
    }
    if (isTaken(opened)) {
      start(opened);
    } else {
      opened.close(limit());
      notConnected(new JMSException("the connection was lost at once", "LOST"));
    }
  }

  private Inflow open() throws JMSException {
    return OwnSurroundings.call(
        () ->
            Inflow.open(
                surroundings.stores().connect(wish.address(), wish.login()),
                source.destination(),
                manner,
                this));
  }

  /** From now on whoever ends this closes it; false if that is done, or it is lost already. */
  private boolean isTaken(Inflow opened) {
    stateLock.lock();
    try {
      boolean taken = !ending && !opened.isLost();
      if (taken) {
        inflows.add(opened);
        delivering = opened;
      }
      return taken;
    } finally {
      stateLock.unlock();
    }
  }

  private void start(Inflow opened) {
    try {
      opened.start();
    } catch (JMSException | RuntimeException e) {
      if (isLeft(opened)) {
        close(opened);
        notConnected(e);
      }
      return;
    }
    if (!backoff.isFirst()) {
      LOG.log(Level.INFO, "message endpoint gets messages now; {0}", this);
    }
    backoff.reset();
    forgetProblem();
  }

  private void notConnected(Throwable failure) {
    if (isEnding()) {
      return;
    }
    report("message endpoint gets no messages yet, it is tried again for ever", failure);
    surroundings.later(backoff.next(), this::connect);
  }

  private boolean isEnding() {
    stateLock.lock();
    try {
      return ending;
    } finally {
      stateLock.unlock();
    }
  }

  // What an inflow tells.

  /** A problem of an inflow; if its node has ended, there will be another. */
  void problemOf(Inflow troubled, JMSException failure) {
    if (NodeEnd.isToldBy(failure)) {
      if (isLeft(troubled)) {
        report("message endpoint has lost its connection", failure);
        surroundings.soon(() -> replace(troubled));
      }
    } else if (isDelivering(troubled)) {
      report("message endpoint has a problem", failure);
    }
  }

  private void replace(Inflow lost) {
    close(lost);
    connect();
  }

  /** Nothing comes of it any more; true for one caller, who closes it. Ending does so itself. */
  private boolean isLeft(Inflow troubled) {
    stateLock.lock();
    try {
      boolean mine = !ending && delivering == troubled;
      if (mine) {
        delivering = null;
      }
      return mine;
    } finally {
      stateLock.unlock();
    }
  }

  private boolean isDelivering(Inflow troubled) {
    stateLock.lock();
    try {
      return !ending && delivering == troubled;
    } finally {
      stateLock.unlock();
    }
  }

  /** Each problem once, until it is over or another one comes. */
  private void report(String what, Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    boolean news;
    stateLock.lock();
    try {
      news = !text.equals(lastProblem);
      lastProblem = text;
    } finally {
      stateLock.unlock();
    }
    if (news) {
      LOG.log(Level.WARNING, what + "; " + this, failure);
    }
  }

  private void forgetProblem() {
    stateLock.lock();
    try {
      lastProblem = "";
    } finally {
      stateLock.unlock();
    }
  }

  // The end.

  /** From now on no message is taken. Returns at once. Idempotent. */
  void beginEnd() {
    stateLock.lock();
    try {
      ending = true;
    } finally {
      stateLock.unlock();
    }
    notClosed().forEach(Inflow::beginClose);
  }

  /**
   * Returns when nothing is being delivered, not by a connection that was lost either, or after the
   * time limit. Idempotent.
   */
  void end() {
    beginEnd();
    notClosed().forEach(this::close);
  }

  private List<Inflow> notClosed() {
    stateLock.lock();
    try {
      return List.copyOf(inflows);
    } finally {
      stateLock.unlock();
    }
  }

  private void close(Inflow ended) {
    ended.close(limit());
    stateLock.lock();
    try {
      inflows.remove(ended);
    } finally {
      stateLock.unlock();
    }
  }

  private Duration limit() {
    return wish.settings().stopTimeout();
  }

  @Override
  public String toString() {
    return "destination=" + source + ", endpoint=" + manner.name();
  }
}
