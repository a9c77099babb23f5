-- What is set for destinations: version 3 of the tables of Tabella, for H2 2.x.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set). Running it again
-- does no harm.

-- Settings of destinations, read by all nodes within seconds of a change. kind: 1 queue, 2 topic.
-- destination: its name; * for all of the kind. setting, setting_value: see docs/destinations.md.
CREATE TABLE IF NOT EXISTS ${prefix}setting (
  kind          SMALLINT      NOT NULL,
  destination   VARCHAR(200)  NOT NULL,
  setting       VARCHAR(60)   NOT NULL,
  setting_value VARCHAR(1000) NOT NULL,
  PRIMARY KEY (kind, destination, setting)
);

-- Which node the messages of a group (JMSXGroupID) go to, as long as it has some of them.
CREATE TABLE IF NOT EXISTS ${prefix}message_group (
  queue    BIGINT       NOT NULL,
  group_id VARCHAR(255) NOT NULL,
  owner    BIGINT       NOT NULL,
  PRIMARY KEY (queue, group_id)
);

CREATE INDEX IF NOT EXISTS ${prefix}message_group_owner ON ${prefix}message_group (owner);

-- How often the delivery of a message that waits for the next one has failed.
ALTER TABLE ${prefix}staged ADD COLUMN IF NOT EXISTS attempts INT DEFAULT 0 NOT NULL;

MERGE INTO ${prefix}schema_version (version) VALUES (3);
