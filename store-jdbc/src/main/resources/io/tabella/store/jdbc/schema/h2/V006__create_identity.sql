-- Its identity: version 6 of the tables of Tabella, for H2 2.x.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set). Running it again
-- does no harm.

-- A random name, in one row: connections that lead to it are connections of this database.
CREATE TABLE IF NOT EXISTS ${prefix}identity (
  id   INT NOT NULL,
  uuid VARCHAR(36) NOT NULL,
  PRIMARY KEY (id)
);

INSERT INTO ${prefix}identity (id, uuid) SELECT 1, CAST(RANDOM_UUID() AS VARCHAR(36))
  WHERE NOT EXISTS (SELECT 1 FROM ${prefix}identity);

MERGE INTO ${prefix}schema_version (version) VALUES (6);
