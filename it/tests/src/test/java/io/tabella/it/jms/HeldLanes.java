package io.tabella.it.jms;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps all lanes from committing, as a slow database does, until it is closed. */
final class HeldLanes implements AutoCloseable {

  private final Connection connection;

  private HeldLanes(Connection connection) {
    this.connection = connection;
  }

  static HeldLanes in(Rig rig) throws SQLException {
    Connection connection = rig.database().connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT * FROM tabella_lane WHERE role = 'LANE' FOR UPDATE");
    }
    return new HeldLanes(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
