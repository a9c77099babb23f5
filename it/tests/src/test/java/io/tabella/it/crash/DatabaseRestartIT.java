package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.MySqlInstance;
import io.tabella.it.kit.MySqlOptions;
import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.NodeProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database server is killed under load, and comes back on the same port. */
class DatabaseRestartIT {

  private static final int SOME = 200;
  private static MySqlInstance server;

  @BeforeAll
  static void startServer() {
    server = MySqlServer.start(MySqlOptions.defaults());
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  /** Four senders and four receivers in four JVMs. */
  private static final class Load {
    final List<NodeProcess> senders;
    final List<NodeProcess> receivers;

    Load(Cluster cluster, String senderUrl) throws InterruptedException {
      receivers =
          List.of(
              cluster.receiver("orders", Mode.TRANSACTED, 2),
              cluster.receiver("orders", Mode.CLIENT, 2));
      senders =
          List.of(cluster.sender(senderUrl, 2, "orders"), cluster.sender(senderUrl, 2, "orders"));
    }

    /** Waits until each of them has got something done since now. */
    void awaitProgress() {
      List<NodeProcess> all = Stream.concat(senders.stream(), receivers.stream()).toList();
      List<Long> before = all.stream().map(Load::progress).toList();
      Eventually.eventually(
          () -> "each of " + all.stream().map(Load::progress).toList() + " gets on from " + before,
          () ->
              Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                  .allMatch(i -> progress(all.get(i)) >= before.get(i) + SOME));
    }

    private static long progress(NodeProcess node) {
      return node.lines().stream()
          .filter(line -> line.startsWith("committed") || line.startsWith("done"))
          .count();
    }

    List<String> handled() {
      return receivers.stream().flatMap(node -> Received.by(node).done().stream()).toList();
    }

    /** A receiver may hear that the database is away just now, and asks again. */
    List<String> complaints() {
      return Stream.concat(senders.stream(), receivers.stream())
          .flatMap(node -> node.lines().stream())
          .filter(line -> line.startsWith("failed") || line.equals("reconnected"))
          .filter(line -> !line.startsWith("failed receiver JMSException UNAVAILABLE"))
          .toList();
    }

    void finish(Cluster cluster) throws InterruptedException {
      for (NodeProcess sender : senders) {
        sender.send("stop");
        sender.awaitLine("finished"::equals, Eventually.LIMIT);
      }
      cluster.assertEmpty();
      Sent sent = Sent.by(senders);
      Eventually.eventually(
          () -> "what was handled is said", () -> handled().containsAll(sent.committed()));
      sent.assertKept(handled());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 30_000})
  void everybodyGoesOnWithTheConnectionsThatTheyHave(int leaseMillis) throws Exception {
    try (Cluster cluster = newCluster(leaseMillis)) {
      Load load = new Load(cluster, cluster.url());
      load.awaitProgress();
      server.kill();
      passTime(Duration.ofMillis(2_500));
      server.restart();
      load.awaitProgress();

      assertThat(load.complaints()).isEmpty();
      load.finish(cluster);
    }
  }

  @Test
  void sendersThatDoNotWantToWaitGetAClearException() throws Exception {
    try (Cluster cluster = newCluster(30_000)) {
      Load load = new Load(cluster, cluster.url() + "&tabella.storeTimeoutMillis=300");
      load.awaitProgress();
      server.kill();
      for (NodeProcess sender : load.senders) {
        String failure =
            sender.awaitLine(
                line -> line.contains(" TransactionRolledBackException "), Eventually.LIMIT);
        assertThat(failure).containsAnyOf("nothing was stored", "cannot be told");
      }
      server.restart();
      load.awaitProgress();

      load.finish(cluster);
    }
  }

  private static Cluster newCluster(int leaseMillis) {
    return new Cluster(
        server.server().createDatabase("restart"),
        "leaseMillis=" + leaseMillis,
        "heartbeatMillis=200",
        "prefetch=100");
  }

  /** Longer than the short lease: it has to run out while nobody can renew it. */
  private static void passTime(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    Eventually.eventually(() -> "time passes", () -> System.nanoTime() > end);
  }
}
