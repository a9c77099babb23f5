package io.tabella.it.crash.proxy;

/** Loses the server's n-th packet. */
final class CountingCut implements Cut {

  private int left;

  CountingCut(int number) {
    this.left = number;
  }

  @Override
  public Verdict fromDriver(Link link, Packet packet, String sql) {
    return Verdict.PASS;
  }

  @Override
  public Verdict fromServer(Link link) {
    left--;
    return left == 0 ? Verdict.LOSE : Verdict.PASS;
  }
}
