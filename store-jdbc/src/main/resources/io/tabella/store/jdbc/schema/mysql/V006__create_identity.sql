-- Its identity: version 6 of the tables of Tabella, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm.

-- A random name, in one row: connections that lead to it are connections of this database.
CREATE TABLE IF NOT EXISTS ${prefix}identity (
  id   INT NOT NULL,
  uuid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

INSERT IGNORE INTO ${prefix}identity (id, uuid) VALUES (1, UUID());

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (6);
