package io.tabella.store.jdbc;

import io.tabella.store.EntryKey;
import io.tabella.store.HeldKey;
import io.tabella.store.JoinRefusedException;
import io.tabella.store.Joining;
import io.tabella.store.RangeKey;
import io.tabella.store.StoreException;
import io.tabella.store.StoreWork;
import io.tabella.store.jdbc.connect.Elsewhere;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.SubscriptionRangeTable;
import io.tabella.store.jdbc.table.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/** Callers' connections and their transactions. For all threads. */
final class JdbcJoining implements Joining {

  private final Transactions transactions;
  private final Tables tables;
  private final String identity;
  private final Function<Transaction, StoreWork> works;

  /**
   * Of a store.
   *
   * @param identity of its database
   * @param works gives the work in a caller's transaction
   */
  JdbcJoining(
      Transactions transactions,
      Tables tables,
      String identity,
      Function<Transaction, StoreWork> works) {
    this.transactions = transactions;
    this.tables = tables;
    this.identity = identity;
    this.works = works;
  }

  // What is refused.

  @Override
  public void check(Connection connection) {
    checkTransaction(connection);
    try {
      CallersIsolation.check(connection);
    } catch (SQLException e) {
      throw unusable(e);
    }
    checkDatabase(connection);
  }

  @Override
  public void check(DataSource source) {
    try {
      Elsewhere.call(() -> checkOutside(source));
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private boolean checkOutside(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!connection.getAutoCommit()) {
        throw new JoinRefusedException(
            "the connections of this DataSource are out of auto-commit even where no transaction"
                + " is under way, so nobody can tell when one is; let its pool make connections in"
                + " auto-commit, as those that manage transactions expect",
            null);
      }
      CallersIsolation.check(connection);
      checkDatabase(connection);
      return true;
    }
  }

  private void checkDatabase(Connection connection) {
    String found;
    try (Transaction transaction = transactions.join(connection)) {
      found = tables.identity().read(transaction);
    } catch (StoreException e) {
      throw new JoinRefusedException(
          "the connection does not lead to the tables of this ConnectionFactory: " + e.getMessage(),
          e);
    }
    if (!found.equals(identity)) {
      throw new JoinRefusedException(
          "the connection is one of another database than that of this ConnectionFactory; what is"
              + " sent and received can commit together only with rows of the same one",
          null);
    }
  }

  private static void checkTransaction(Connection connection) {
    try {
      if (connection.isClosed()) {
        throw new JoinRefusedException("the connection is closed", null);
      }
      if (connection.getAutoCommit()) {
        throw new JoinRefusedException(
            "the connection is in auto-commit mode, so that each statement commits by itself; call"
                + " setAutoCommit(false) before, and commit() after",
            null);
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private static JoinRefusedException unusable(SQLException e) {
    return new JoinRefusedException("the connection cannot be used: " + e.getMessage(), e);
  }

  // What is done.

  @Override
  public <T> T within(Connection connection, Function<StoreWork, T> work) {
    checkTransaction(connection);
    try (Transaction transaction = transactions.join(connection)) {
      return work.apply(works.apply(transaction));
    }
  }

  // What became of it.

  @Override
  public Removed removed(long owner, Collection<HeldKey> keys) {
    List<EntryKey> entries = only(EntryKey.class, keys);
    List<RangeKey> ranges = only(RangeKey.class, keys);
    Set<HeldKey> visible = new HashSet<>();
    Set<HeldKey> back = new HashSet<>();
    transactions.read(
        transaction -> {
          addVisible(transaction, owner, entries, ranges, visible);
          return addUnlocked(transaction, owner, visible, back);
        });
    Set<HeldKey> gone = new HashSet<>(keys);
    gone.removeAll(visible);
    return new Removed(gone, back);
  }

  private void addVisible(
      Transaction transaction,
      long owner,
      List<EntryKey> entries,
      List<RangeKey> ranges,
      Set<HeldKey> visible) {
    if (!entries.isEmpty()) {
      visible.addAll(tables.queueEntries().findHeld(transaction, owner, entries));
    }
    SubscriptionRangeTable table = tables.topics().ranges();
    ranges.stream().filter(key -> table.isHeld(transaction, key, owner)).forEach(visible::add);
  }

  /** Only what is still visible is locked, for a moment: mostly that is nothing. */
  private boolean addUnlocked(
      Transaction transaction, long owner, Set<HeldKey> visible, Set<HeldKey> back) {
    List<EntryKey> entries = only(EntryKey.class, visible);
    if (!entries.isEmpty()) {
      back.addAll(tables.queueEntries().findUnlocked(transaction, owner, entries));
    }
    SubscriptionRangeTable table = tables.topics().ranges();
    only(RangeKey.class, visible).stream()
        .sorted()
        .filter(key -> table.isUnlocked(transaction, key, owner))
        .forEach(back::add);
    return true;
  }

  private static <K extends HeldKey> List<K> only(Class<K> kind, Collection<HeldKey> keys) {
    return keys.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public Set<EntryKey> visible(Collection<EntryKey> keys) {
    return transactions.read(
        transaction -> new HashSet<>(tables.queueEntries().findExisting(transaction, keys)));
  }
}
