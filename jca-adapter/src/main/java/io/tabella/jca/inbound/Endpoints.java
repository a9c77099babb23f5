package io.tabella.jca.inbound;

import io.tabella.jca.store.StoreAddress;
import io.tabella.jca.store.StoreLogin;
import io.tabella.jca.store.Stores;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The message endpoints of a resource adapter. For all threads. */
public final class Endpoints {

  private final Surroundings surroundings;
  private final ReentrantLock activeLock = new ReentrantLock();
  private final List<Entry> active = new ArrayList<>();

  /** Compared by identity: two beans may have equal specs. */
  private record Entry(MessageEndpointFactory factory, ActivationSpec spec, Activation activation) {
    boolean isOf(MessageEndpointFactory otherFactory, ActivationSpec otherSpec) {
      return factory == otherFactory && spec == otherSpec;
    }
  }

  /** What an endpoint is to get, and from which store. */
  public record Wish(StoreAddress address, StoreLogin login, EndpointSettings settings) {}

  /** None yet. */
  public Endpoints(BootstrapContext context, Stores stores) {
    surroundings = new Surroundings(context, stores);
  }

  /**
   * Begins to bring messages; returns at once, whether the database is there or not.
   *
   * @throws ResourceException if the endpoint cannot be served at all
   */
  public void activate(MessageEndpointFactory factory, ActivationSpec spec, Wish wish)
      throws ResourceException {
    Activation activation = Activation.of(surroundings, factory, wish);
    activeLock.lock();
    try {
      active.add(new Entry(factory, spec, activation));
    } finally {
      activeLock.unlock();
    }
    activation.begin();
  }

  /** Returns when no message is being delivered, or after the endpoint's time limit. */
  public void deactivate(MessageEndpointFactory factory, ActivationSpec spec) {
    Activation found = remove(factory, spec);
    if (found != null) {
      found.end();
    }
  }

  private @org.jspecify.annotations.Nullable Activation remove(
      MessageEndpointFactory factory, ActivationSpec spec) {
    activeLock.lock();
    try {
      for (Entry entry : active) {
        if (entry.isOf(factory, spec)) {
          active.remove(entry);
          return entry.activation();
        }
      }
      return null;
    } finally {
      activeLock.unlock();
    }
  }

  /** Ends all of them at the same time. */
  public void stop() {
    List<Activation> ending = removeAll();
    ending.forEach(Activation::beginEnd);
    ending.forEach(Activation::end);
    surroundings.close();
  }

  private List<Activation> removeAll() {
    activeLock.lock();
    try {
      List<Activation> all = active.stream().map(Entry::activation).toList();
      active.clear();
      return all;
    } finally {
      activeLock.unlock();
    }
  }
}
