package io.tabella.it.benchmarks;

import io.tabella.it.benchmarks.InTurn.Side;
import io.tabella.it.benchmarks.jms.Commits;
import io.tabella.it.benchmarks.jms.OrderTable;
import io.tabella.it.benchmarks.jms.Orders;
import io.tabella.it.benchmarks.jms.Scale;
import io.tabella.it.benchmarks.jms.Target;
import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.measure.Member;
import io.tabella.it.benchmarks.report.TextTable;
import io.tabella.jms.TabellaConnectionFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures messages in the transactions of an application's rows, beside the rows without them and
 * beside two transactions, which a crash may tear. One thread.
 */
final class JoinSuite {

  /** How many steps of progress it takes. */
  static final int STEPS = 4;

  private static final int THREADS = 8;
  private static final int SENDERS = 16;
  private static final int FILLERS = 4;

  /** Than other cases drain: a commit for each takes its time. */
  private static final int FEWER = 20;

  private final Server server;
  private final Scale scale;
  private final InTurn turns;

  /** Makes a member, with a database connection of its own. */
  private interface Making {
    Member make(TabellaConnectionFactory factory, Connection connection) throws Exception;
  }

  JoinSuite(Server server, Scale scale, int rounds, Consumer<String> progress) {
    this.server = server;
    this.scale = scale;
    this.turns = new InTurn(server, rounds, progress, "case", "beside");
  }

  TextTable measure() throws Exception {
    try (OrderTable table = new OrderTable(server.connect())) {
      table.create();
      Side joined =
          new Side(
              THREADS + " threads: row and message, joined",
              () -> rate(THREADS, Orders::takeJoined));
      turns.compare(
          joined, new Side("the row alone", () -> rate(THREADS, (f, c) -> Orders.takeSilently(c))));
      turns.compare(
          joined,
          new Side("row committed, then message sent", () -> rate(THREADS, Orders::takeApart)));
      turns.compare(
          new Side(
              THREADS + " threads: receive, row and reply, joined",
              () -> rateOfAll(left -> (f, c) -> Orders.billJoined(f, c, left))),
          new Side(
              "row committed, then session with receive and reply",
              () -> rateOfAll(left -> (f, c) -> Orders.billApart(f, c, left))));
    }
    turns.compare(
        new Side(
            SENDERS + " senders, connection and session for each message",
            () -> rate(SENDERS, Orders::sendAlone)),
        new Side(SENDERS + " senders", this::send));
    return turns.table();
  }

  private List<Member> members(int count, TabellaConnectionFactory factory, Making making)
      throws Exception {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(making.make(factory, server.connect()));
    }
    return members;
  }

  private double rate(int count, Making making) throws Exception {
    try (TabellaConnectionFactory factory = server.forTabella().factory()) {
      return Crowd.rate(members(count, factory, making), scale.pace());
    }
  }

  private double rateOfAll(Function<AtomicInteger, Making> making) throws Exception {
    try (Target target = server.forTabella().open()) {
      AtomicInteger left = new AtomicInteger(scale.backlog() / FEWER);
      Crowd.rateOfAll(target.senders(FILLERS, Commits.transacted(250), left));
    }
    try (TabellaConnectionFactory factory = server.forTabella().factory()) {
      AtomicInteger left = new AtomicInteger(scale.backlog() / FEWER);
      return Crowd.rateOfAll(members(THREADS, factory, making.apply(left)));
    }
  }

  private double send() throws Exception {
    try (Target target = server.forTabella().open()) {
      return Crowd.rate(target.senders(SENDERS, Commits.AUTO), scale.pace());
    }
  }
}
