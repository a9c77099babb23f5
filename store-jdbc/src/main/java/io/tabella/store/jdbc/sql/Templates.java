package io.tabella.store.jdbc.sql;

/**
 * Fills what all statements of a store have in common: {@code ${prefix}}, with which the tables'
 * names begin, and {@code ${now}}, the database's time in milliseconds since 1970.
 *
 * @param prefix lower-case letters, digits and underscores
 * @param now an SQL expression
 */
public record Templates(String prefix, String now) {

  /** The statement in this store's words. */
  public String fill(String template) {
    return template.replace("${prefix}", prefix).replace("${now}", now).strip();
  }
}
