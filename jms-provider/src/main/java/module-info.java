/** A Jakarta Messaging provider whose broker is the relational database. */
module io.tabella.jms.provider {
  requires transitive jakarta.messaging;
  requires transitive java.sql;
  requires static org.jspecify;
}
