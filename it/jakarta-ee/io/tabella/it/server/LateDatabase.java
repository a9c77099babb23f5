package io.tabella.it.server;

import java.sql.SQLException;
import org.h2.tools.Server;

/** A database server that is started after its users, and ends with the JVM. */
final class LateDatabase {

  private static final String PORT = "19292";

  static final String URL = "jdbc:h2:tcp://localhost:" + PORT + "/mem:late;DB_CLOSE_DELAY=-1";

  private LateDatabase() {}

  static void start() throws SQLException {
    Server.createTcpServer("-tcpPort", PORT, "-tcpDaemon", "-ifNotExists").start();
  }
}
