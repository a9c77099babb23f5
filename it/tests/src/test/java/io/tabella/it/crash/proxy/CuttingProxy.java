package io.tabella.it.crash.proxy;

import io.tabella.it.crash.proxy.Cut.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes connections on to a MySQL server until it is told to cut one. For all threads; closing it
 * cuts all.
 */
public final class CuttingProxy implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("//([^/:?]+):(\\d+)/");

  private final InetSocketAddress serverAddress;
  private final ServerSocket door;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ReentrantLock cutLock = new ReentrantLock();
  private Cut cut = Cuts.NONE;
  private boolean done;

  private CuttingProxy(InetSocketAddress serverAddress, ServerSocket door) {
    this.serverAddress = serverAddress;
    this.door = door;
  }

  /** A way to the server that a JDBC URL names. */
  public static CuttingProxy to(String jdbcUrl) throws IOException {
    Matcher address = address(jdbcUrl);
    CuttingProxy proxy =
        new CuttingProxy(
            new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))),
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread porter = new Thread(proxy::accept, "proxy-accept");
    porter.setDaemon(true);
    porter.start();
    return proxy;
  }

  /** The URL with this proxy in the server's place. */
  public String through(String jdbcUrl) {
    return address(jdbcUrl).replaceFirst("//127.0.0.1:" + door.getLocalPort() + "/");
  }

  private static Matcher address(String jdbcUrl) {
    Matcher address = ADDRESS.matcher(jdbcUrl);
    if (!address.find()) {
      throw new IllegalArgumentException("No host and port in " + jdbcUrl);
    }
    return address;
  }

  /** Lets it happen once, from the next packet on. */
  public void next(CutPoint point) {
    cutLock.lock();
    try {
      cut = point.cut();
      done = false;
    } finally {
      cutLock.unlock();
    }
  }

  /** Whether a connection was cut since the last call of {@link #next}. */
  public boolean hasCut() {
    cutLock.lock();
    try {
      return done;
    } finally {
      cutLock.unlock();
    }
  }

  Verdict judge(Link link, Packet packet, boolean fromDriver) {
    cutLock.lock();
    try {
      Verdict verdict =
          fromDriver
              ? cut.fromDriver(link, packet, link.statements().sent(packet))
              : cut.fromServer(link);
      if (!fromDriver) {
        link.statements().answered(packet);
      }
      done |= verdict != Verdict.PASS;
      return verdict;
    } finally {
      cutLock.unlock();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket driver = door.accept();
        Socket server = new Socket();
        server.connect(serverAddress);
        driver.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Link link = new Link(this, driver, server);
        links.add(link);
        link.start();
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException("The proxy does not reach " + serverAddress, e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    links.forEach(Link::cut);
  }
}
