package io.tabella.engine;

import io.tabella.store.FencedException;
import io.tabella.store.StoreException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Why a node has ended, if it has, and who wants to be told. For all threads. */
final class NodeEnd {

  private static final System.Logger LOG = System.getLogger(NodeEnd.class.getName());

  private final long node;
  private final AtomicReference<@Nullable FencedException> cause = new AtomicReference<>();
  private final List<Consumer<StoreException>> listeners = new CopyOnWriteArrayList<>();

  NodeEnd(long node) {
    this.node = node;
  }

  /** It has; false if that was known. {@link #tell} follows. */
  boolean because(FencedException why) {
    return cause.compareAndSet(null, why);
  }

  /** Null if it has not. */
  @Nullable FencedException by() {
    return cause.get();
  }

  /** Tells a listener once, on any thread. */
  void on(Consumer<StoreException> listener) {
    listeners.add(listener);
    StoreException known = cause.get();
    if (known != null && listeners.remove(listener)) {
      listener.accept(known);
    }
  }

  void off(Consumer<StoreException> listener) {
    listeners.remove(listener);
  }

  void tell(FencedException why) {
    for (Consumer<StoreException> listener : List.copyOf(listeners)) {
      if (listeners.remove(listener)) {
        tell(listener, why);
      }
    }
  }

  /** One that fails must not keep the others, or the thread that found out, from going on. */
  private void tell(Consumer<StoreException> listener, FencedException why) {
    try {
      listener.accept(why);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener failed when the node ended; node=" + node, e);
    }
  }
}
