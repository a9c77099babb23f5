CREATE TABLE IF NOT EXISTS orders (
  id     VARCHAR(40)   NOT NULL PRIMARY KEY,
  item   VARCHAR(200)  NOT NULL,
  amount DECIMAL(9, 2) NOT NULL
);

-- Nothing here keeps an order from being billed or shipped twice: the transactions have to.
CREATE TABLE IF NOT EXISTS bills (
  number   BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id VARCHAR(40)   NOT NULL,
  amount   DECIMAL(9, 2) NOT NULL
);

CREATE TABLE IF NOT EXISTS shipments (
  number   BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id VARCHAR(40) NOT NULL
);
