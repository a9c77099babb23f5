/** A Jakarta Messaging provider whose broker is the relational database. */
@SuppressWarnings("module") // the store is compiled after us, so javac cannot know its name yet
module io.tabella.jms.provider {
  requires java.management;
  requires transitive java.naming;
  requires transitive jakarta.messaging;
  requires transitive java.sql;
  requires transitive java.transaction.xa;
  requires static transitive org.jspecify;

  exports io.tabella.extension;
  exports io.tabella.jms;
  exports io.tabella.store to
      io.tabella.store.jdbc;

  uses io.tabella.store.MessageStoreProvider;
}
