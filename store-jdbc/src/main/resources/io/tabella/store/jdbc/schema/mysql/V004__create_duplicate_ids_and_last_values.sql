-- What senders say about their messages: version 4 of the tables of Tabella, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm.

-- Identifiers of messages that were sent, until they may be sent again. mark: who noted it, once and
-- never again. expires_at: milliseconds since 1970 by this clock.
CREATE TABLE IF NOT EXISTS ${prefix}duplicate_id (
  destination  BIGINT       NOT NULL,
  duplicate_id VARCHAR(255) NOT NULL,
  mark         BIGINT       NOT NULL,
  expires_at   BIGINT       NOT NULL,
  PRIMARY KEY (destination, duplicate_id),
  KEY ${prefix}duplicate_id_expiry (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Which entry of a last-value queue has the newest value of each key. value_key: the property and what
-- it says, as NAME=VALUE. The entry may be gone.
CREATE TABLE IF NOT EXISTS ${prefix}last_value (
  queue         BIGINT       NOT NULL,
  value_key     VARCHAR(500) NOT NULL,
  delivery_rank TINYINT      NOT NULL,
  id            BIGINT       NOT NULL,
  PRIMARY KEY (queue, value_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (4);
