package io.tabella.store.jdbc.table;

import io.tabella.store.jdbc.dialect.Dialect;
import io.tabella.store.jdbc.sql.Templates;

/** The tables of topics and subscriptions. */
public record TopicTables(
    TopicTable topics,
    TopicPublisherTable publishers,
    TopicLogTable log,
    SubscriptionTable subscriptions,
    SubscriptionCursorTable cursors,
    SubscriptionRangeTable ranges,
    SubscriptionMemberTable members,
    ClientIdTable clientIds) {

  static TopicTables of(Templates templates, Dialect dialect) {
    return new TopicTables(
        new TopicTable(templates),
        new TopicPublisherTable(templates, dialect),
        new TopicLogTable(templates, dialect),
        new SubscriptionTable(templates),
        new SubscriptionCursorTable(templates),
        new SubscriptionRangeTable(templates, dialect),
        new SubscriptionMemberTable(templates, dialect),
        new ClientIdTable(templates));
  }
}
