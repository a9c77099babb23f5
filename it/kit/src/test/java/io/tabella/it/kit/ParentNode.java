package io.tabella.it.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A node that has a server and two nodes of its own, one of them paused, until it is told to go.
 */
final class ParentNode {

  private ParentNode() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    MySqlInstance mysql = MySqlServer.start(MySqlOptions.defaults());
    NodeCommand.of(EchoNode.class).start();
    NodeCommand.of(EchoNode.class).start().pause();
    ProcessHandle.current().children().forEach(child -> System.out.println("child " + child.pid()));
    System.out.println("socket " + socketOf(mysql.server()));
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.exit(0);
  }

  private static String socketOf(MySqlServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@socket")) {
      row.next();
      return row.getString(1);
    }
  }
}
