package io.tabella.it.kit;

/** A node that asks where the unpacked server is. */
final class DistributionNode {

  private DistributionNode() {}

  public static void main(String[] arguments) {
    System.out.println("home " + MySqlDistribution.home());
  }
}
