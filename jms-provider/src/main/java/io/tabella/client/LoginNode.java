package io.tabella.client;

import io.tabella.engine.Node;
import io.tabella.engine.monitor.NodeFigures;
import io.tabella.engine.service.StoppedException;
import io.tabella.extension.TabellaProperties;
import io.tabella.message.SelectedValues;
import io.tabella.message.TrustedPackages;
import io.tabella.store.MessageStore;
import io.tabella.store.StoredMessage;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store and the node of one login, from the first connection until they are stopped; then a new
 * one is made. For all threads.
 */
final class LoginNode {

  private static final Node.Texts TEXTS =
      new Node.Texts(
          new DeadLetterProperties(), LoginNode::property, TabellaProperties.DUPLICATE_ID);

  private final NodeOpening opening;
  private final Login login;
  private final Consumer<LoginNode> onLeft;
  private final Set<JmsConnection> connections = ConcurrentHashMap.newKeySet();
  private final Stay stay = new Stay();
  private final Delays delays = new Delays();
  private final ReentrantLock openingLock = new ReentrantLock();
  private volatile @Nullable Node node;
  private @Nullable MessageStore store;
  private @Nullable NodeBean bean;
  private volatile @Nullable RuntimeException over;

  /** How many connections it has, and since when it has none. Guarded by {@link LoginNodes}. */
  static final class Stay {
    int connections;
    long idleSince;
    boolean watched;
  }

  /**
   * Not open yet.
   *
   * @param onLeft told when a connection has left
   */
  LoginNode(NodeOpening opening, Login login, Consumer<LoginNode> onLeft) {
    this.opening = opening;
    this.login = login;
    this.onLeft = onLeft;
  }

  Login login() {
    return login;
  }

  /** Whose connections they are: as the login says, or else as the database knows them. */
  String user() {
    String named = login.user();
    if (named != null) {
      return named;
    }
    openingLock.lock();
    try {
      MessageStore opened = store;
      return opened == null ? "" : opened.user();
    } finally {
      openingLock.unlock();
    }
  }

  /** What its node has done, or had when it was stopped. */
  NodeFigures figures() {
    Node opened = node;
    return opened == null ? NodeFigures.NONE : opened.figures();
  }

  Stay stay() {
    return stay;
  }

  /** For what is to be done later, as long as this is not stopped. */
  Delays delays() {
    return delays;
  }

  /**
   * The node, which the first caller opens. The others wait, and share its failure.
   *
   * @throws RuntimeException of the store or the engine
   */
  Node open() {
    openingLock.lock();
    try {
      RuntimeException failure = over;
      if (failure != null) {
        throw failure;
      }
      Node opened = node;
      return opened == null ? join() : opened;
    } finally {
      openingLock.unlock();
    }
  }

  private Node join() {
    try {
      MessageStore opened = opening.openStore(login);
      store = opened;
      Node joined = Node.join(opened, opening.nodeConfig(), TEXTS);
      node = joined;
      show(joined);
      return joined;
    } catch (RuntimeException e) {
      over = e;
      closeStore();
      throw e;
    }
  }

  private static @Nullable String property(StoredMessage message, String name) {
    Object value = SelectedValues.of(message).get(name);
    return value == null ? null : value.toString();
  }

  private void show(Node joined) {
    Administrator admin = new Administrator(joined, TrustedPackages.of(List.of()), () -> {});
    NodeBean shown = new NodeBean(joined, opening.nodeConfig().name(), admin);
    shown.register();
    bean = shown;
  }

  /** Whether no connection can be made any more: not opened, stopped or fenced. */
  boolean isOver() {
    Node opened = node;
    return over != null || (opened != null && opened.endedBy() != null);
  }

  void add(JmsConnection connection) {
    connections.add(connection);
  }

  /** A connection has been closed. */
  void leave(JmsConnection connection) {
    connections.remove(connection);
    onLeft.accept(this);
  }

  void refuseInListener() throws JMSException {
    for (JmsConnection connection : connections) {
      connection.refuseInListener("close");
    }
  }

  /** Closes the connections that are open, as far as that goes. */
  void closeConnections() throws JMSException {
    Closing closing = new Closing();
    connections.forEach(connection -> closing.step(connection::close));
    closing.finish();
  }

  /** Leaves the store and closes it. Idempotent. */
  void stop() {
    delays.end();
    openingLock.lock();
    try {
      if (over == null) {
        over = new StoppedException("The node");
      }
      NodeBean shown = bean;
      if (shown != null) {
        shown.unregister();
        bean = null;
      }
      Node opened = node;
      if (opened != null) {
        opened.stop();
      }
      closeStore();
    } finally {
      openingLock.unlock();
    }
  }

  private void closeStore() {
    MessageStore opened = store;
    if (opened != null) {
      store = null;
      opened.close();
    }
  }
}
