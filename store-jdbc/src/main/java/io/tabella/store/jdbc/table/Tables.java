package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;

/** The tables of a store. */
public record Tables(
    IdentityTable identity,
    NodeTable nodes,
    SlotTable slots,
    LaneTable lanes,
    NodeQueueTable nodeQueues,
    DestinationTable destinations,
    QueueEntryTable queueEntries,
    ContentTable contents,
    StagedTable staged,
    SettingTable settings,
    MessageGroupTable groups,
    DuplicateIdTable duplicateIds,
    LastValueTable lastValues,
    BranchTables branches,
    TopicTables topics) {

  /** The tables whose names begin with a prefix, in a database's own words. */
  public static Tables of(Templates templates, Dialect dialect) {
    return new Tables(
        new IdentityTable(templates),
        new NodeTable(templates),
        new SlotTable(templates),
        new LaneTable(templates),
        new NodeQueueTable(templates, dialect),
        new DestinationTable(templates),
        new QueueEntryTable(templates, dialect),
        new ContentTable(templates),
        new StagedTable(templates, dialect),
        new SettingTable(templates),
        new MessageGroupTable(templates),
        new DuplicateIdTable(templates, dialect),
        new LastValueTable(templates, dialect),
        BranchTables.of(templates, dialect),
        TopicTables.of(templates, dialect));
  }
}
