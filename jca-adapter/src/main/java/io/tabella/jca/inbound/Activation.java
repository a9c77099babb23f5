package io.tabella.jca.inbound;

import io.tabella.jca.store.NodeEnd;
import io.tabella.jca.store.OwnSurroundings;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger.Level;
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
  private final Delivering delivering;
  private final Backoff backoff = new Backoff();
  private final ReentrantLock stateLock = new ReentrantLock();
  private @Nullable Inflow inflow;
  private boolean ending;
  private String lastProblem = "";

  private Activation(
      Surroundings surroundings,
      Endpoints.Wish wish,
      DestinationSource source,
      Delivering delivering) {
    this.surroundings = surroundings;
    this.wish = wish;
    this.source = source;
    this.delivering = delivering;
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
    try {
      Inflow opened =
          OwnSurroundings.call(
              () ->
                  Inflow.open(
                      surroundings.stores().connect(wish.address(), wish.login()),
                      source.destination(),
                      delivering,
                      this));
      connected(opened);
    } catch (JMSException | RuntimeException e) {
      notConnected(e);
    }
  }

  private void connected(Inflow opened) {
    boolean tooLate;
    stateLock.lock();
    try {
      tooLate = ending;
      if (!tooLate) {
        inflow = opened;
      }
    } finally {
      stateLock.unlock();
    }
    if (tooLate) {
      opened.close(wish.settings().stopTimeout());
      return;
    }
    if (!backoff.isFirst()) {
      LOG.log(Level.INFO, "message endpoint gets messages now; {0}", this);
    }
    backoff.reset();
    lastProblem = "";
  }

  private void notConnected(Exception failure) {
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
    if (isEnding()) {
      return;
    }
    if (NodeEnd.isToldBy(failure)) {
      if (leave(troubled)) {
        report("message endpoint has lost its connection", failure);
        surroundings.soon(
            () -> {
              troubled.close(wish.settings().stopTimeout());
              connect();
            });
      }
    } else {
      report("message endpoint has a problem", failure);
    }
  }

  private boolean leave(Inflow troubled) {
    stateLock.lock();
    try {
      boolean mine = inflow == troubled;
      if (mine) {
        inflow = null;
      }
      return mine;
    } finally {
      stateLock.unlock();
    }
  }

  /** Each problem once, until it is over or another one comes. */
  private void report(String what, Exception failure) {
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

  // The end.

  /** From now on no message is taken. Returns at once. Idempotent. */
  void beginEnd() {
    Inflow current;
    stateLock.lock();
    try {
      ending = true;
      current = inflow;
    } finally {
      stateLock.unlock();
    }
    if (current != null) {
      current.refuse();
    }
  }

  /** Returns when nothing is being delivered, or after the time limit. Idempotent. */
  void end() {
    beginEnd();
    Inflow current;
    stateLock.lock();
    try {
      current = inflow;
      inflow = null;
    } finally {
      stateLock.unlock();
    }
    if (current != null) {
      current.close(wish.settings().stopTimeout());
    }
  }

  @Override
  public String toString() {
    return "destination=" + source + ", endpoint=" + delivering.name();
  }
}
