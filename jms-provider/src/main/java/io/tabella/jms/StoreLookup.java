package io.tabella.jms;

import io.tabella.store.MessageStoreProvider;
import io.tabella.store.StoreSetupException;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the store that is on the class path or module path. */
final class StoreLookup {

  private StoreLookup() {}

  /**
   * The provider beside this class, or else the one that the calling thread sees.
   *
   * @throws StoreSetupException if there is none
   */
  static MessageStoreProvider find() {
    return first(StoreLookup.class.getClassLoader())
        .or(() -> first(Thread.currentThread().getContextClassLoader()))
        .orElseThrow(
            () ->
                new StoreSetupException(
                    "no message store was found: add the artifact io.tabella:tabella-store-jdbc and"
                        + " your database's JDBC driver to the class path",
                    null));
  }

  private static Optional<MessageStoreProvider> first(ClassLoader loader) {
    try {
      Iterator<MessageStoreProvider> found =
          ServiceLoader.load(MessageStoreProvider.class, loader).iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    } catch (ServiceConfigurationError e) {
      throw new StoreSetupException("the message store cannot be loaded: " + e.getMessage(), e);
    }
  }
}
