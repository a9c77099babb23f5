package io.tabella.it.server;

import java.sql.SQLException;
import org.h2.tools.Server;

/**
 * Database servers that come and go while their users stay. Beans are told where they are by
 * annotation, which is why their ports are fixed.
 */
enum DatabaseServer {
  /** Is not there when its users are deployed. */
  LATE(DatabaseServer.LATE_PORT),

  /** Is restarted while a message is being delivered. */
  RESTARTED(DatabaseServer.RESTARTED_PORT);

  private static final String LATE_PORT = "19292";
  private static final String RESTARTED_PORT = "19293";
  private static final String HOST = "jdbc:h2:tcp://localhost:";

  /** What is in memory stays there without a server, as on a disk. */
  private static final String STAYS = ";DB_CLOSE_DELAY=-1";

  static final String LATE_URL = HOST + LATE_PORT + "/mem:late" + STAYS;
  static final String RESTARTED_URL = HOST + RESTARTED_PORT + "/mem:restarted" + STAYS;

  private final String port;

  DatabaseServer(String port) {
    this.port = port;
  }

  /** Ends with the JVM, if nobody stops it. */
  Server start() throws SQLException {
    return Server.createTcpServer("-tcpPort", port, "-tcpDaemon", "-ifNotExists").start();
  }
}
