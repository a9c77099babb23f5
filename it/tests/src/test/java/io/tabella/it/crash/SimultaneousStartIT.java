package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.TestDatabase;
import org.junit.jupiter.api.Test;

/** Two JVMs find the same empty database at the same moment. */
class SimultaneousStartIT {

  private static final int STARTS = 5;

  @Test
  void bothCreateTheSchemaAndBothWork() throws Exception {
    try (Cluster cluster = new Cluster(Databases.MYSQL.create("starts"))) {
      PuppetNode one = cluster.puppet();
      PuppetNode other = cluster.puppet();
      for (int i = 0; i < STARTS; i++) {
        try (TestDatabase empty = Databases.MYSQL.create("start")) {
          startTogether(one, other, Cluster.urlOf(empty));
          talk(one, other, "ping" + i);
          talk(other, one, "pong" + i);
          one.does("close");
          other.does("close");
        }
      }
    }
  }

  private static void startTogether(PuppetNode one, PuppetNode other, String url)
      throws InterruptedException {
    String connect = "connect " + url + " AUTO";
    one.begins(connect);
    other.begins(connect);
    assertThat(one.answer()).isEqualTo("did " + connect);
    assertThat(other.answer()).isEqualTo("did " + connect);
  }

  private static void talk(PuppetNode from, PuppetNode to, String text)
      throws InterruptedException {
    from.does("send " + text + " " + text);
    to.does("consume " + text);
    to.does("receive 1");
    assertThat(to.node().lines()).contains("got " + text + " false 1");
  }
}
