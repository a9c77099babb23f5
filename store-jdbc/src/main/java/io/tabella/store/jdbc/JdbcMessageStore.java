package io.tabella.store.jdbc;

import io.tabella.store.Batch;
import io.tabella.store.Body;
import io.tabella.store.Destinations;
import io.tabella.store.DueMessages;
import io.tabella.store.FencedException;
import io.tabella.store.Joining;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes;
import io.tabella.store.Outcome;
import io.tabella.store.PreparedBranches;
import io.tabella.store.Queues;
import io.tabella.store.ScanStart;
import io.tabella.store.Settings;
import io.tabella.store.StoreConfig;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreTransaction;
import io.tabella.store.StoreUnavailableException;
import io.tabella.store.StoreWork;
import io.tabella.store.Topics;
import io.tabella.store.jdbc.schema.Schema;
import io.tabella.store.jdbc.sql.Connections;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.sql.Transactions;
import io.tabella.store.jdbc.table.ContentTable;
import io.tabella.store.jdbc.table.LaneTable;
import io.tabella.store.jdbc.table.Tables;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A relational database as the place where messages live. Safe for all threads. */
final class JdbcMessageStore implements MessageStore {

  private static final int SCANS_PER_QUERY = 32;
  private static final String FENCED = "this node's lease has ended and others have taken over";

  private final Database database;
  private final Transactions transactions;
  private final Tables tables;
  private final LargeBodies bodies;
  private final String identity;
  private final ClaimSizes sizes = new ClaimSizes();

  private JdbcMessageStore(
      Database database, Transactions transactions, Tables tables, StatementLimits limits) {
    this.identity = transactions.read(tables.identity()::read);
    this.database = database;
    this.transactions = transactions;
    this.tables = tables;
    this.bodies = new LargeBodies(tables.contents(), limits);
  }

  /** Connects, brings the schema up to date, and returns a store that works. */
  static JdbcMessageStore open(StoreConfig config, Connections connections) {
    Database database = Database.of(connections, config);
    Transactions transactions =
        new Transactions(connections, database.failures(), database.flushAfterCommit());
    Templates templates = new Templates(config.tablePrefix(), database.dialect().now());
    Transactions unflushed = new Transactions(connections, database.failures(), null);
    new Schema(database.dialect(), templates, database.failures())
        .bringUpToDate(unflushed, config.createSchema(), database.login());
    transactions.tryFlush();
    long largest = transactions.read(database.dialect()::largestStatement);
    return new JdbcMessageStore(
        database,
        transactions,
        Tables.of(templates, database.dialect()),
        StatementLimits.of(largest));
  }

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public String user() {
    return database.login();
  }

  @Override
  public int suitableLanes() {
    return database.dialect().suitableLanes();
  }

  @Override
  public Nodes nodes() {
    return new JdbcNodes(transactions, tables);
  }

  @Override
  public Destinations destinations() {
    return new JdbcDestinations(transactions, tables);
  }

  @Override
  public DueMessages dueMessages() {
    return new JdbcDueMessages(transactions, tables);
  }

  @Override
  public PreparedBranches branches() {
    return new JdbcPreparedBranches(transactions, tables);
  }

  @Override
  public Topics topics() {
    return new JdbcTopics(transactions, tables);
  }

  @Override
  public Settings settings() {
    return new JdbcSettings(transactions, tables.settings());
  }

  @Override
  public Joining joining() {
    return new JdbcJoining(transactions, tables, identity, this::joined);
  }

  private StoreWork joined(Transaction transaction) {
    return work(transaction, this::removeByKey);
  }

  /**
   * In a caller's transaction, which may isolate by locking what lies between rows: others insert
   * contents there.
   */
  private void removeByKey(Transaction transaction, Collection<Long> ids) {
    ContentTable contents = tables.contents();
    for (long id : ids) {
      List<Integer> chunks = transactions.read(own -> contents.findChunks(own, id));
      contents.deleteChunks(transaction, id, chunks);
    }
  }

  private JdbcStoreTransaction work(
      Transaction transaction, JdbcQueueEntries.ContentRemoval contents) {
    return new JdbcStoreTransaction(
        transaction,
        tables,
        new JdbcQueueEntries(transaction, tables, bodies, sizes, contents),
        bodies);
  }

  @Override
  public Queues queues() {
    return new JdbcQueues(transactions, tables);
  }

  @Override
  public StoreTransaction begin(Batch batch) {
    Transaction transaction = transactions.begin();
    try {
      if (!tables.lanes().advance(transaction, batch)) {
        throw new FencedException(
            "ledger "
                + batch.ledger()
                + " is not at "
                + (batch.number() - 1)
                + " any more: "
                + FENCED,
            null);
      }
      return work(transaction, tables.contents()::delete);
    } catch (RuntimeException e) {
      transaction.close();
      throw e;
    }
  }

  @Override
  public Outcome outcomeOf(Batch batch) {
    try {
      return transactions.write(transaction -> outcomeOf(transaction, batch));
    } catch (StoreConflictException e) {
      throw new StoreUnavailableException(
          "the database has not yet ended the transaction of batch " + batch + "; ask again later",
          e);
    }
  }

  private Outcome outcomeOf(Transaction transaction, Batch batch) {
    LaneTable lanes = tables.lanes();
    if (lanes.probe(transaction, batch)) {
      return Outcome.NEVER;
    }
    long committed =
        lanes
            .readCommitted(transaction, batch.ledger())
            .orElseThrow(
                () ->
                    new FencedException(
                        "the row of ledger " + batch.ledger() + " is gone: " + FENCED, null));
    long number = committed < 0 ? -committed - 1 : committed;
    return number >= batch.number() ? Outcome.COMMITTED : Outcome.NEVER;
  }

  @Override
  public Set<Long> findReady(Collection<ScanStart> scans) {
    List<ScanStart> all = List.copyOf(scans);
    Set<Long> queues = new HashSet<>();
    for (int from = 0; from < all.size(); from += SCANS_PER_QUERY) {
      List<ScanStart> some = all.subList(from, Math.min(all.size(), from + SCANS_PER_QUERY));
      List<Integer> found =
          transactions.read(transaction -> tables.queueEntries().findReady(transaction, some));
      found.forEach(place -> queues.add(some.get(Math.min(place, some.size() - 1)).queue()));
    }
    return queues;
  }

  @Override
  public Body read(Body.Elsewhere body) {
    return transactions.read(transaction -> bodies.read(transaction, body));
  }

  @Override
  public void close() {
    transactions.close();
  }
}
