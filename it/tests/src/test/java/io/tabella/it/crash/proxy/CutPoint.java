package io.tabella.it.crash.proxy;

/** Where to cut, for a test to choose. Used once. */
public final class CutPoint {

  private final Cut cut;

  private CutPoint(Cut cut) {
    this.cut = cut;
  }

  /** What happens around the COMMIT of a transaction that a test is interested in. */
  public enum AroundCommit {
    /** The server never gets the COMMIT, and sees the connection end. */
    BEFORE,
    /** The server gets the COMMIT, and the connection ends at once. */
    WITH,
    /** The server has answered, and nobody gets the answer. */
    BEHIND,
    /**
     * The driver's side ends; the server gets the COMMIT when the driver asks what became of it.
     */
    OVERTAKEN,
    /** The driver's side ends; the server never learns it, and waits inside the transaction. */
    ABANDONED
  }

  /**
   * The COMMIT of the next transaction with a certain statement.
   *
   * @param statement a part of its text
   */
  public static CutPoint at(AroundCommit where, String statement) {
    return new CutPoint(new CommitCut(where, statement));
  }

  /** The server's n-th packet from now on, on whatever connection, is lost with its connection. */
  public static CutPoint atServerPacket(int number) {
    return new CutPoint(new CountingCut(number));
  }

  Cut cut() {
    return cut;
  }
}
