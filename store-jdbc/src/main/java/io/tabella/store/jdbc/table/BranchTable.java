package io.tabella.store.jdbc.table;

import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.BranchState;
import io.tabella.store.jdbc.sql.Binder;
import io.tabella.store.jdbc.sql.Templates;
import io.tabella.store.jdbc.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code branch}: the branches of global transactions that are in doubt, or ended by hand. */
public final class BranchTable {

  private static final String SELECT =
      "SELECT id, xid, state, node, since, received, sent FROM ${prefix}branch";

  private final String insert;
  private final String remove;
  private final String decide;
  private final String forget;
  private final String find;
  private final String list;

  BranchTable(Templates templates) {
    insert =
        templates.fill(
            """
            INSERT INTO ${prefix}branch (id, xid, state, node, since, received, sent)
            VALUES (?, ?, ?, ?, ${now}, ?, ?)
            """);
    remove = templates.fill("DELETE FROM ${prefix}branch WHERE id = ? AND state = 'PREPARED'");
    decide =
        templates.fill(
            "UPDATE ${prefix}branch SET state = ?, since = ${now}"
                + " WHERE id = ? AND state = 'PREPARED'");
    forget = templates.fill("DELETE FROM ${prefix}branch WHERE id = ? AND state <> 'PREPARED'");
    find = templates.fill(SELECT + " WHERE xid = ?");
    list = templates.fill(SELECT + " ORDER BY id");
  }

  private static BranchRecord map(ResultSet row) throws SQLException {
    return new BranchRecord(
        row.getLong(1),
        BranchName.parse(row.getString(2)),
        BranchState.valueOf(row.getString(3)),
        row.getLong(4),
        row.getLong(5),
        row.getInt(6),
        row.getInt(7));
  }

  /** Stores a branch; false if there is one of its name. */
  public boolean insert(Transaction transaction, BranchRecord branch) {
    return transaction.insertUnlessDuplicate(
        insert,
        p ->
            p.add(branch.id())
                .add(branch.name().toString())
                .add(branch.state().name())
                .add(branch.node())
                .add(branch.received())
                .add(branch.sent()));
  }

  /** Removes one that is prepared. */
  public boolean remove(Transaction transaction, long id) {
    return transaction.update(remove, p -> p.add(id)) == 1;
  }

  /** Changes the state of one that is prepared. */
  public boolean decide(Transaction transaction, long id, BranchState decision) {
    return transaction.update(decide, p -> p.add(decision.name()).add(id)) == 1;
  }

  /** Removes one that is not prepared any more. */
  public boolean forget(Transaction transaction, long id) {
    return transaction.update(forget, p -> p.add(id)) == 1;
  }

  /** The one of a name. */
  public Optional<BranchRecord> find(Transaction transaction, BranchName name) {
    return transaction.queryFirst(find, p -> p.add(name.toString()), BranchTable::map);
  }

  /** All of them, by id. */
  public List<BranchRecord> list(Transaction transaction) {
    return transaction.query(list, Binder.NONE, BranchTable::map);
  }
}
