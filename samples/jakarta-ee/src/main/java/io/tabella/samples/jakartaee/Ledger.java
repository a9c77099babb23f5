package io.tabella.samples.jakartaee;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The shop's own tables, by plain JDBC, in the transaction of who calls. */
@ApplicationScoped
public class Ledger {

  /** The server's default data source, which takes part in its transactions. */
  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private DataSource tables;

  /** MySQL commits with each of these, so they are no part of any transaction. */
  void create(@Observes Startup start) throws SQLException {
    try (Connection connection = tables.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS orders (
            number   BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
            customer VARCHAR(200) NOT NULL,
            item     VARCHAR(200) NOT NULL
          )\
          """);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS bills (
            number BIGINT        NOT NULL PRIMARY KEY,
            amount DECIMAL(9, 2) NOT NULL
          )\
          """);
    }
  }

  /** Gives the order its number. */
  long accept(String customer, String item) throws SQLException {
    try (Connection connection = tables.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO orders (customer, item) VALUES (?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, customer);
      insert.setString(2, item);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  void bill(long number, BigDecimal amount) throws SQLException {
    try (Connection connection = tables.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO bills (number, amount) VALUES (?, ?)")) {
      insert.setLong(1, number);
      insert.setBigDecimal(2, amount);
      insert.executeUpdate();
    }
  }

  /** A line for each order. */
  String text() throws SQLException {
    String sql =
        """
        SELECT CONCAT(number, '. ', customer, ', ', item, ': ',
                      COALESCE(CONCAT('the bill is ', amount), 'accepted'), '\n')
        FROM orders LEFT JOIN bills USING (number) ORDER BY number
        """;
    StringBuilder lines = new StringBuilder();
    try (Connection connection = tables.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        lines.append(rows.getString(1));
      }
    }
    return lines.toString();
  }
}
