package io.tabella.client.join;

import java.sql.Connection;

/**
 * One connection, whose transactions follow one another. Belongs to the connection's thread.
 *
 * @param connection the caller's, who closes it
 */
public record FixedConnection(Connection connection) implements Surroundings {

  @Override
  public Connection enter() {
    return connection;
  }

  @Override
  public void leave(Connection same) {
    // It stays the caller's.
  }

  @Override
  public boolean isFixed() {
    return true;
  }
}
