package io.tabella.it.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and its server, and can cut the line when COMMIT comes along. */
final class CuttingProxy implements AutoCloseable {

  /** What happens to the next COMMIT. */
  enum Commit {
    /** It is passed on, and so is its answer. */
    PASSES,
    /** The server gets it, the client gets no answer. */
    IS_NOT_ANSWERED,
    /** The server never gets it. */
    IS_LOST
  }

  private final ServerSocket listening;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Commit commit = Commit.PASSES;

  CuttingProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy-accept", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void nextCommit(Commit next) {
    commit = next;
  }

  /** Cuts all lines; new ones may be opened. */
  void cut() {
    open.forEach(CuttingProxy::closeQuietly);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      open.add(client);
      open.add(server);
      start("proxy-to-server", () -> pass(client, server));
      start("proxy-to-client", () -> pass(server, client));
    }
  }

  private void pass(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      Commit now = isCommit(buffer, read) ? commit : Commit.PASSES;
      switch (now) {
        case PASSES -> out.write(buffer, 0, read);
        case IS_LOST -> cut();
        case IS_NOT_ANSWERED -> {
          closeQuietly(from);
          out.write(buffer, 0, read);
          out.flush();
          to.shutdownOutput();
        }
      }
    }
    closeQuietly(to);
  }

  private static boolean isCommit(byte[] buffer, int length) {
    String text = new String(buffer, 0, Math.min(length, 32), StandardCharsets.ISO_8859_1);
    return text.toUpperCase(Locale.ROOT).contains("COMMIT") && length < 32;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // a line was cut: that is what we are for
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }

  private interface Work {
    void run() throws IOException;
  }
}
