package io.tabella.it.crash.proxy;

/**
 * When and how a connection is cut. Called by the proxy's threads, one packet at a time over all
 * connections.
 */
interface Cut {

  /** What becomes of a packet and of its connection. */
  enum Verdict {
    /** It is passed on. */
    PASS,
    /** It is lost, and the connection with it, towards both sides. */
    LOSE,
    /** It is passed on, and nothing that is answered comes back. */
    PASS_AND_CUT,
    /** The driver's side is cut; the server does not notice, and has not got the packet. */
    HOLD
  }

  /**
   * Judges a packet on its way to the server.
   *
   * @param sql the statement it runs, or empty
   */
  Verdict fromDriver(Link link, Packet packet, String sql);

  /** Judges a packet on its way back. */
  Verdict fromServer(Link link);
}
