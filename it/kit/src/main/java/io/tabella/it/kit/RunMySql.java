package io.tabella.it.kit;

import java.util.concurrent.CountDownLatch;

/**
 * Starts a MySQL server with an empty database for somebody at a terminal, and keeps it until it is
 * interrupted: {@code java -cp ... io.tabella.it.kit.RunMySql}.
 */
public final class RunMySql {

  private RunMySql() {}

  /** Prints the URL and waits for the end of the JVM, with which the server ends. */
  public static void main(String[] arguments) throws InterruptedException {
    MySqlServer server = MySqlServer.shared();
    TestDatabase database = server.createDatabase("tabella");
    System.out.println(database.jdbcUrl() + "&user=" + database.user());
    new CountDownLatch(1).await();
  }
}
