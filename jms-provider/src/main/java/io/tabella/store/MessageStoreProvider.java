package io.tabella.store;

/**
 * Opens stores; found by {@link java.util.ServiceLoader}, so that the client does not know JDBC.
 */
public interface MessageStoreProvider {

  /**
   * Connects, creates or checks the schema, and returns a store that works.
   *
   * @throws StoreUnavailableException if the database cannot be reached
   * @throws StoreAccessException if it refuses the login
   * @throws StoreSetupException if the schema is missing and may not be created, or is of a newer
   *     version, or the driver is missing, or an embedded database is open in another process
   */
  MessageStore open(StoreConfig config);
}
