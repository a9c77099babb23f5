package io.tabella.it.kit;

import java.sql.Connection;
import java.sql.SQLException;

/** A node that asks for the shared server and says what it got. */
final class SharedServerNode {

  private SharedServerNode() {}

  public static void main(String[] arguments) throws SQLException {
    MySqlServer server = MySqlServer.shared();
    try (TestDatabase database = server.createDatabase("given");
        Connection connection = database.connect()) {
      System.out.println("url " + server.jdbcUrl() + " database " + connection.getCatalog());
    }
    System.out.println("children " + ProcessHandle.current().children().count());
  }
}
