/** The store of Tabella in a relational database. */
module io.tabella.store.jdbc {
  requires com.zaxxer.hikari;
  requires io.tabella.jms.provider;
  requires java.sql;
  requires static org.jspecify;

  provides io.tabella.store.MessageStoreProvider with
      io.tabella.store.jdbc.JdbcStoreProvider;
}
