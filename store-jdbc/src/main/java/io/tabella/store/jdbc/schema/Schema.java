package io.tabella.store.jdbc.schema;

import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreUnavailableException;
import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.FailureKind;
import io.tabella.store.jdbc.sql.Failures;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.sql.Transactions;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the tables of a store to this version, or says what is in the way. */
public final class Schema {

  private static final System.Logger LOG = System.getLogger(Schema.class.getName());

  private final Dialect dialect;
  private final Templates templates;
  private final Failures failures;
  private final String lockRow;
  private final List<SchemaFile> files;

  /** The schema of a store. */
  public Schema(Dialect dialect, Templates templates, Failures failures) {
    this.dialect = dialect;
    this.templates = templates;
    this.failures = failures;
    this.lockRow =
        templates.fill("SELECT version FROM ${prefix}schema_version WHERE version = 1 FOR UPDATE");
    this.files = SchemaFile.all(dialect.schemaFolder());
  }

  /**
   * Creates or upgrades the tables if that is needed.
   *
   * @param allowed whether it may
   * @param login who tries, for messages
   * @throws StoreSetupException if it may not, or the tables are of a newer version
   */
  public void bringUpToDate(Transactions transactions, boolean allowed, String login) {
    int found = transactions.read(this::version);
    int known = files.get(files.size() - 1).version();
    if (found > known) {
      throw new StoreSetupException(
          "the tables "
              + templates.prefix()
              + "* are of version "
              + found
              + ", this version of Tabella knows up to version "
              + known
              + "; update Tabella on this node",
          null);
    }
    for (SchemaFile file : files) {
      if (file.version() > found) {
        if (!allowed) {
          throw missing(file, login, "and creating them is switched off", null);
        }
        bring(transactions, file, login);
      }
    }
  }

  /**
   * The first version creates tables only, which any number of nodes may do at once. Later ones
   * alter them: that is done by one node at a time, who has locked the first version's row with
   * another connection, as most databases commit with each statement of this kind.
   */
  private void bring(Transactions transactions, SchemaFile file, String login) {
    if (file.version() == 1) {
      transactions.write(transaction -> run(transaction, file, login));
      return;
    }
    try {
      transactions.write(
          lock -> {
            lock.query(lockRow, Binder.NONE, row -> row.getInt(1));
            return version(lock) < file.version()
                ? transactions.write(transaction -> run(transaction, file, login))
                : file;
          });
    } catch (StoreConflictException e) {
      throw new StoreUnavailableException(
          "another node is bringing the tables "
              + templates.prefix()
              + "* to version "
              + file.version()
              + "; connect again when it is done",
          e);
    }
  }

  private int version(Transaction transaction) {
    String sql = templates.fill("SELECT MAX(version) FROM ${prefix}schema_version");
    return transaction
        .queryUnlessMissing(sql, Binder.NONE, row -> row.getInt(1))
        .flatMap(rows -> rows.stream().findFirst())
        .orElse(0);
  }

  private SchemaFile run(Transaction transaction, SchemaFile file, String login) {
    LOG.log(
        System.Logger.Level.INFO,
        () -> "creating tables prefix=" + templates.prefix() + " version=" + file.version());
    for (String statement : file.statements()) {
      try {
        transaction.execute(templates.fill(statement));
      } catch (SQLException e) {
        refuse(e, file, login);
      }
    }
    return file;
  }

  private void refuse(SQLException failure, SchemaFile file, String login) {
    if (dialect.isThereAlready(failure)) {
      return;
    }
    if (failures.classify(failure) == FailureKind.ACCESS) {
      throw missing(file, login, "and this login may not create them", failure);
    }
    throw failures.translate(failure);
  }

  private StoreSetupException missing(
      SchemaFile file, String login, String why, @Nullable Throwable e) {
    return new StoreSetupException(
        "the tables "
            + templates.prefix()
            + "* of version "
            + file.version()
            + " are missing, "
            + why
            + " (login "
            + login
            + "). Have a database administrator run this file, which is inside the jar"
            + " tabella-store-jdbc: unzip -p tabella-store-jdbc-*.jar "
            + file.path()
            + " | sed 's/${prefix}/"
            + templates.prefix()
            + "/g'",
        e);
  }
}
