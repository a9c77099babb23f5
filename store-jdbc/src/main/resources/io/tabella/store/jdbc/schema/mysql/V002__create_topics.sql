-- Topics and subscriptions: version 2 of the tables of Tabella, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm.

-- What is said about a topic. touched: changed by whoever sweeps it or subscribes to it, one at a time.
-- retention_ms, retention_bytes: what is kept although all have passed it; 0: no such rule.
CREATE TABLE IF NOT EXISTS ${prefix}topic (
  id              BIGINT NOT NULL,
  touched         BIGINT NOT NULL,
  retention_ms    BIGINT NOT NULL,
  retention_bytes BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

-- Who writes, or has written, to a topic. publisher: the id of a lane.
CREATE TABLE IF NOT EXISTS ${prefix}topic_publisher (
  topic     BIGINT NOT NULL,
  publisher BIGINT NOT NULL,
  PRIMARY KEY (topic, publisher)
) ENGINE = InnoDB;

-- The messages of the topics, once each; a publisher's have the numbers 1, 2, 3 in the order of its
-- commits. origin: the connection or client identifier. The other columns as in queue_entry.
CREATE TABLE IF NOT EXISTS ${prefix}topic_log (
  topic          BIGINT           NOT NULL,
  publisher      BIGINT           NOT NULL,
  seq            BIGINT           NOT NULL,
  id             BIGINT           NOT NULL,
  delivery_rank  TINYINT          NOT NULL,
  origin         VARCHAR(300)     NULL,
  expires_at     BIGINT       NOT NULL COMMENT 'milliseconds since 1970; 0: never',
  sent_at        BIGINT       NOT NULL COMMENT 'milliseconds since 1970',
  message_id     VARCHAR(255) NOT NULL,
  correlation_id MEDIUMTEXT   NULL,
  type           VARCHAR(255) NULL,
  reply_to       VARCHAR(255) NULL,
  message_group  VARCHAR(255) NULL,
  persistent     BOOLEAN      NOT NULL,
  properties     MEDIUMTEXT   NULL     COMMENT 'JSON',
  body_kind      TINYINT      NOT NULL
    COMMENT '0 none, 1 text, 2 bytes, 3 map, 4 stream, 5 object',
  body_text      MEDIUMTEXT   NULL     COMMENT 'text, or a map or stream as JSON',
  body_bytes     MEDIUMBLOB   NULL,
  content_id     BIGINT       NULL     COMMENT 'a large body is in the content table',
  content_length BIGINT       NULL     COMMENT 'bytes there',
  content_text   BOOLEAN      NULL     COMMENT 'whether they are UTF-8 text',
  PRIMARY KEY (topic, publisher, seq)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- Messages that are not due yet. lane: who moves them. due_at: milliseconds since 1970. destination,
-- kind: where they go. The other columns as in topic_log.
CREATE TABLE IF NOT EXISTS ${prefix}staged (
  lane           BIGINT           NOT NULL,
  due_at         BIGINT           NOT NULL,
  id             BIGINT           NOT NULL,
  destination    BIGINT           NOT NULL,
  kind           SMALLINT         NOT NULL,
  delivery_rank  TINYINT          NOT NULL,
  origin         VARCHAR(300)     NULL,
  expires_at     BIGINT       NOT NULL COMMENT 'milliseconds since 1970; 0: never',
  sent_at        BIGINT       NOT NULL COMMENT 'milliseconds since 1970',
  message_id     VARCHAR(255) NOT NULL,
  correlation_id MEDIUMTEXT   NULL,
  type           VARCHAR(255) NULL,
  reply_to       VARCHAR(255) NULL,
  message_group  VARCHAR(255) NULL,
  persistent     BOOLEAN      NOT NULL,
  properties     MEDIUMTEXT   NULL     COMMENT 'JSON',
  body_kind      TINYINT      NOT NULL
    COMMENT '0 none, 1 text, 2 bytes, 3 map, 4 stream, 5 object',
  body_text      MEDIUMTEXT   NULL     COMMENT 'text, or a map or stream as JSON',
  body_bytes     MEDIUMBLOB   NULL,
  content_id     BIGINT       NULL     COMMENT 'a large body is in the content table',
  content_length BIGINT       NULL     COMMENT 'bytes there',
  content_text   BOOLEAN      NULL     COMMENT 'whether they are UTF-8 text',
  PRIMARY KEY (lane, due_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- The subscriptions. kind: 1 not durable, 2 durable, 3 shared, 4 shared durable. topic: a name, or a
-- pattern. holder: the node that reads it; null: none, or a shared one.
CREATE TABLE IF NOT EXISTS ${prefix}subscription (
  id        BIGINT       NOT NULL AUTO_INCREMENT,
  kind      SMALLINT         NOT NULL,
  durable   BOOLEAN          NOT NULL,
  client_id VARCHAR(200)     NOT NULL,
  name      VARCHAR(200)     NOT NULL,
  topic     VARCHAR(200)     NOT NULL,
  selector  MEDIUMTEXT   NULL,
  no_local  BOOLEAN          NOT NULL,
  holder    BIGINT           NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ${prefix}subscription_by_name (durable, client_id, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The next number of a publisher that nobody has claimed for a subscription; no row: 1.
CREATE TABLE IF NOT EXISTS ${prefix}subscription_cursor (
  subscription BIGINT NOT NULL,
  topic        BIGINT NOT NULL,
  publisher    BIGINT NOT NULL,
  next_seq     BIGINT NOT NULL,
  PRIMARY KEY (subscription, topic, publisher)
) ENGINE = InnoDB;

-- What was claimed for a subscription. owner: the node that has it; null: none. suspect: taken from a
-- dead node; probed: the message that was out alone then, with so many failed attempts. acknowledged:
-- a bit for each message, least significant bit first. delivered: the same for those that came back.
CREATE TABLE IF NOT EXISTS ${prefix}subscription_range (
  subscription BIGINT          NOT NULL,
  topic        BIGINT          NOT NULL,
  publisher    BIGINT          NOT NULL,
  first_seq    BIGINT          NOT NULL,
  last_seq     BIGINT          NOT NULL,
  owner        BIGINT          NULL,
  suspect      BOOLEAN         NOT NULL,
  probed       BIGINT          NOT NULL,
  attempts     INT             NOT NULL,
  acknowledged VARBINARY(1024) NOT NULL,
  delivered    VARBINARY(1024) NOT NULL,
  PRIMARY KEY (subscription, topic, publisher, first_seq)
) ENGINE = InnoDB;

-- The nodes that have consumers of a shared subscription.
CREATE TABLE IF NOT EXISTS ${prefix}subscription_member (
  subscription BIGINT NOT NULL,
  node         BIGINT NOT NULL,
  PRIMARY KEY (subscription, node)
) ENGINE = InnoDB;

-- The client identifiers of open connections.
CREATE TABLE IF NOT EXISTS ${prefix}client_id (
  client_id VARCHAR(200) NOT NULL,
  node      BIGINT       NOT NULL,
  PRIMARY KEY (client_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (2);
