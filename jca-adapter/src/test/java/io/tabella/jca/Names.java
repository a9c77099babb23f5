package io.tabella.jca;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.NamingManager;
import org.jspecify.annotations.Nullable;

/** A server's naming service, in miniature. For all threads. */
final class Names {

  private static final Map<String, Callable<Object>> BOUND = new ConcurrentHashMap<>();

  private Names() {}

  static {
    try {
      NamingManager.setInitialContextFactoryBuilder(environment -> it -> new Root());
    } catch (NamingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on a name is there. */
  static void bind(String name, Callable<Object> lookUp) {
    BOUND.put(name, lookUp);
  }

  private static final class Root extends InitialContext {

    Root() throws NamingException {
      super(true);
    }

    @Override
    public Object lookup(@Nullable String name) throws NamingException {
      Callable<Object> bound = name == null ? null : BOUND.get(name);
      if (bound == null) {
        throw new NameNotFoundException(name);
      }
      try {
        return bound.call();
      } catch (Exception e) {
        NamingException failure = new NamingException(e.getMessage());
        failure.setRootCause(e);
        throw failure;
      }
    }
  }
}
