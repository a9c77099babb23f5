-- Branches of global transactions (XA): version 5 of the tables of Tabella, for MySQL 8.
-- To run it by hand: replace ${prefix} by the table prefix (tabella_ if none is set) and run it in the
-- database that the JDBC URL names. Running it again does no harm.

-- The branches that are prepared, and those that an administrator has ended. xid: format, global
-- transaction, branch; the last two in hexadecimal. state: PREPARED, or COMMITTED or ROLLED_BACK by an
-- administrator. since: when that was. node: who prepared it. What a branch holds has the owner -id:
-- in queue_entry, in subscription_range, and as the lane of what it has sent in staged.
CREATE TABLE IF NOT EXISTS ${prefix}branch (
  id       BIGINT       NOT NULL,
  xid      VARCHAR(280) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node     BIGINT       NOT NULL,
  since    BIGINT       NOT NULL,
  received INT          NOT NULL,
  sent     INT          NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ${prefix}branch_by_xid (xid)
) ENGINE = InnoDB;

-- The entries of queues that a branch has received.
CREATE TABLE IF NOT EXISTS ${prefix}branch_entry (
  branch        BIGINT  NOT NULL,
  queue         BIGINT  NOT NULL,
  delivery_rank TINYINT NOT NULL,
  entry         BIGINT  NOT NULL,
  PRIMARY KEY (branch, queue, delivery_rank, entry)
) ENGINE = InnoDB;

-- The messages of topics that a branch has received for subscriptions: each a range of its own.
CREATE TABLE IF NOT EXISTS ${prefix}branch_range (
  branch       BIGINT NOT NULL,
  subscription BIGINT NOT NULL,
  topic        BIGINT NOT NULL,
  publisher    BIGINT NOT NULL,
  first_seq    BIGINT NOT NULL,
  PRIMARY KEY (branch, subscription, topic, publisher, first_seq)
) ENGINE = InnoDB;

INSERT IGNORE INTO ${prefix}schema_version (version) VALUES (5);
