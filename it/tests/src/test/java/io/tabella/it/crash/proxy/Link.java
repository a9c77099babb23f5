package io.tabella.it.crash.proxy;

import io.tabella.it.crash.proxy.Cut.Verdict;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** One connection through the proxy: the driver's socket and the server's. */
final class Link {

  private final CuttingProxy proxy;
  private final Socket driver;
  private final Socket server;
  private final Statements statements = new Statements();
  private volatile boolean holds;

  Link(CuttingProxy proxy, Socket driver, Socket server) {
    this.proxy = proxy;
    this.driver = driver;
    this.server = server;
  }

  Statements statements() {
    return statements;
  }

  void start() {
    start("from-driver", () -> pump(driver, server, true));
    start("from-server", () -> pump(server, driver, false));
  }

  private static void start(String name, Runnable duty) {
    Thread thread = new Thread(duty, "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(Socket from, Socket to, boolean fromDriver) {
    try {
      DataInputStream input = new DataInputStream(new BufferedInputStream(from.getInputStream()));
      for (Packet next = Packet.read(input); next != null; next = Packet.read(input)) {
        if (!obey(proxy.judge(this, next, fromDriver), next, to)) {
          return;
        }
      }
    } catch (IOException e) {
      // The other direction has been cut, or one of the two has gone: either way this is the end.
    }
    if (!holds) {
      cut();
    }
  }

  /** Whether the connection goes on. */
  private boolean obey(Verdict verdict, Packet packet, Socket to) throws IOException {
    switch (verdict) {
      case PASS -> to.getOutputStream().write(packet.bytes());
      case PASS_AND_CUT -> {
        to.getOutputStream().write(packet.bytes());
        cut();
      }
      case LOSE -> cut();
      case HOLD -> {
        holds = true;
        close(driver);
      }
    }
    return verdict == Verdict.PASS;
  }

  /** Gives the server a packet that was held back. */
  void deliver(Packet packet) {
    try {
      server.getOutputStream().write(packet.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The server has ended the held connection", e);
    }
  }

  void cut() {
    close(driver);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A socket cannot be closed", e);
    }
  }
}
