package io.tabella.it.benchmarks.plain;

import io.tabella.it.benchmarks.measure.Crowd;
import io.tabella.it.benchmarks.measure.Member;
import io.tabella.it.benchmarks.measure.Pace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Measures plain JDBC on a table that has the shape of a queue's. One thread. */
public final class Ceiling {

  private static final int FILL_BATCH = 250;

  private final Account account;
  private final Gestures gestures;
  private final String table;

  /**
   * How to connect.
   *
   * @param url without the parameters that the gestures need
   */
  public record Account(String url, String user, String password) {}

  /** On a table that exists. */
  public Ceiling(Account account, Gestures gestures, String table) {
    this.account = account;
    this.gestures = gestures;
    this.table = table;
  }

  /** Messages in a second. What is to be drained is filled in before, for this time. */
  public double rate(Work work, Setup setup, Pace pace, int backlog) throws Exception {
    empty();
    if (work != Work.DRAIN) {
      return Crowd.rate(writers(work, setup), pace);
    }
    fill(setup, backlog);
    return Crowd.rateOfAll(writers(work, setup));
  }

  /** Each writer finds its share of the backlog in its own part of the table. */
  private void fill(Setup setup, int backlog) throws Exception {
    int share = backlog / setup.writers();
    for (int queue = 0; queue < setup.writers(); queue++) {
      try (PlainWriter writer = writer(queue, Math.min(share, FILL_BATCH))) {
        for (long number = 0; number * writer.batch() < share; number++) {
          writer.insert(number, false);
          writer.commit();
        }
      }
    }
  }

  private List<Member> writers(Work work, Setup setup) throws SQLException {
    List<Member> writers = new ArrayList<>();
    for (int queue = 0; queue < setup.writers(); queue++) {
      writers.add(new WritingMember(writer(queue, setup.batch()), work));
    }
    return writers;
  }

  private PlainWriter writer(long queue, int batch) throws SQLException {
    return new PlainWriter(connect(), gestures, new Rows(table), queue, batch);
  }

  private void empty() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + table);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        account.url() + gestures.urlParameters(), account.user(), account.password());
  }

  private static final class WritingMember implements Member {

    private final PlainWriter writer;
    private final Work work;
    private long number;

    WritingMember(PlainWriter writer, Work work) {
      this.writer = writer;
      this.work = work;
    }

    @Override
    public int step() throws SQLException {
      try {
        int done = work.step(writer, number);
        number++;
        return done;
      } catch (SQLTransactionRollbackException e) {
        // A deadlock with another writer's rows beside ours: the same again.
        writer.rollback();
        return 0;
      }
    }

    @Override
    public void close() throws SQLException {
      writer.close();
    }
  }
}
