-- What is set for destinations: version 3 of the tables of Tabella, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm: then the column is there already.

-- Settings of destinations, read by all nodes within seconds of a change. kind: 1 queue, 2 topic.
-- destination: its name; * for all of the kind. setting, setting_value: see docs/destinations.md.
CREATE TABLE IF NOT EXISTS ${prefix}setting (
  kind          SMALLINT      NOT NULL,
  destination   VARCHAR(200)  NOT NULL,
  setting       VARCHAR(60)   NOT NULL,
  setting_value VARCHAR(1000) NOT NULL,
  PRIMARY KEY (kind, destination, setting)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Which node the messages of a group (JMSXGroupID) go to, as long as it has some of them.
CREATE TABLE IF NOT EXISTS ${prefix}message_group (
  queue    BIGINT       NOT NULL,
  group_id VARCHAR(255) NOT NULL,
  owner    BIGINT       NOT NULL,
  PRIMARY KEY (queue, group_id),
  KEY ${prefix}message_group_owner (owner)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- How often the delivery of a message that waits for the next one has failed.
ALTER TABLE ${prefix}staged ADD COLUMN attempts INT NOT NULL DEFAULT 0;

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (3);
