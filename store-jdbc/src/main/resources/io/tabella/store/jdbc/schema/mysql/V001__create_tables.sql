-- The tables of Tabella, version 1, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm.

-- Which schema this is. A version's row is written when all of its statements have been run.
CREATE TABLE IF NOT EXISTS ${prefix}schema_version (
  version      INT       NOT NULL,
  installed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (version)
) ENGINE = InnoDB;

-- Part of each id that a node makes. A slot outlives its nodes.
CREATE TABLE IF NOT EXISTS ${prefix}slot (
  slot      INT    NOT NULL,
  node      BIGINT NULL COMMENT 'who has it; null: free',
  ids_up_to BIGINT NOT NULL COMMENT 'ids up to here may have been used',
  PRIMARY KEY (slot)
) ENGINE = InnoDB;

-- The members: one row for each running JVM.
CREATE TABLE IF NOT EXISTS ${prefix}node (
  id        BIGINT       NOT NULL AUTO_INCREMENT,
  name      VARCHAR(255) NOT NULL COMMENT 'host and process',
  slot      INT          NOT NULL,
  lease_ms  BIGINT       NOT NULL,
  heartbeat BIGINT       NOT NULL COMMENT 'last renewal, milliseconds since 1970 by this clock',
  state     VARCHAR(8)   NOT NULL COMMENT 'LIVING or FENCED',
  joined_at BIGINT       NOT NULL COMMENT 'milliseconds since 1970',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- The ledgers: one row for each writer of a node.
CREATE TABLE IF NOT EXISTS ${prefix}lane (
  id        BIGINT      NOT NULL AUTO_INCREMENT,
  node      BIGINT      NOT NULL,
  role      VARCHAR(16) NOT NULL COMMENT 'LANE, CLAIMER or HOUSEKEEPING',
  committed BIGINT      NOT NULL COMMENT 'number of the last committed batch n; fenced: -n - 1',
  probe     BIGINT      NOT NULL COMMENT 'how often somebody asked what became of a batch',
  fenced_at BIGINT      NULL     COMMENT 'milliseconds since 1970',
  PRIMARY KEY (id),
  KEY ${prefix}lane_by_node (node)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- Queues (kind 1) and topics (kind 2).
CREATE TABLE IF NOT EXISTS ${prefix}destination (
  id   BIGINT       NOT NULL AUTO_INCREMENT,
  kind SMALLINT     NOT NULL,
  name VARCHAR(200) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ${prefix}destination_by_name (kind, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin;

-- In which queues a node may hold entries.
CREATE TABLE IF NOT EXISTS ${prefix}node_queue (
  node  BIGINT NOT NULL,
  queue BIGINT NOT NULL,
  PRIMARY KEY (node, queue)
) ENGINE = InnoDB;

-- The messages of the queues, in the order of delivery.
CREATE TABLE IF NOT EXISTS ${prefix}queue_entry (
  queue          BIGINT       NOT NULL,
  delivery_rank  TINYINT      NOT NULL COMMENT '9 - priority',
  id             BIGINT       NOT NULL,
  owner          BIGINT       NULL     COMMENT 'the node that has claimed it; null: ready',
  attempts       INT          NOT NULL COMMENT 'failed deliveries',
  suspect        BOOLEAN      NOT NULL COMMENT 'taken from a dead node',
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
  PRIMARY KEY (queue, delivery_rank, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_bin ROW_FORMAT = DYNAMIC;

-- Large bodies, in chunks.
CREATE TABLE IF NOT EXISTS ${prefix}content (
  id    BIGINT     NOT NULL,
  chunk INT        NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (id, chunk)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (1);
