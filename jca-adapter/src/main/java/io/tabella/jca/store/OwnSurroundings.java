package io.tabella.jca.store;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes what begins threads as if nobody had asked. A thread keeps the context class loader and the
 * access control context of whoever begins it for as long as it lives: a node's threads would keep
 * the first application that sends, long after it is undeployed.
 */
public final class OwnSurroundings {

  private OwnSurroundings() {}

  /** A call that may begin threads. */
  public interface Call<T, E extends Exception> {
    /** Calls. */
    T call() throws E;
  }

  /** How a call ended. */
  private interface Outcome<T, E extends Exception> {
    T get() throws E;
  }

  /** What the call gives, made with this adapter's class loader and rights. */
  @SuppressWarnings("removal") // without a security manager a thread still keeps the context
  public static <T, E extends Exception> T call(Call<T, E> call) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    thread.setContextClassLoader(OwnSurroundings.class.getClassLoader());
    try {
      PrivilegedAction<Outcome<T, E>> action = () -> outcomeOf(call);
      return AccessController.doPrivileged(action).get();
    } finally {
      thread.setContextClassLoader(outer);
    }
  }

  private static <T, E extends Exception> Outcome<T, E> outcomeOf(Call<T, E> call) {
    try {
      T result = call.call();
      return () -> result;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      @SuppressWarnings("unchecked") // it throws nothing else that is checked
      E declared = (E) e;
      return () -> {
        throw declared;
      };
    }
  }
}
