package io.tabella.samples.quickstart;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Looks at the queues with plain SQL, as an operator would: a message is a row. Any thread may use
 * it.
 */
final class StoredQueues {

  private final TabellaConnectionFactory factory;

  StoredQueues(TabellaConnectionFactory factory) {
    this.factory = factory;
  }

  /** How many messages are in a queue, those in consumers' hands included. */
  int count(String queue) throws JMSException {
    String prefix = factory.getTablePrefix();
    String sql =
        """
        SELECT COUNT(*)
        FROM %sdestination d JOIN %squeue_entry e ON e.queue = d.id
        WHERE d.kind = 1 AND d.name = ?
        """
            .formatted(prefix, prefix);
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, queue);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new JMSException("The messages cannot be counted: " + e.getMessage(), null, e);
    }
  }

  private Connection connect() throws SQLException {
    return factory.getUser().isEmpty()
        ? DriverManager.getConnection(factory.getUrl())
        : DriverManager.getConnection(factory.getUrl(), factory.getUser(), factory.getPassword());
  }
}
