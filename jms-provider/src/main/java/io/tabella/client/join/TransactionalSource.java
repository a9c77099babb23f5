package io.tabella.client.join;

import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that gives the connection of the transaction under way on the caller's thread, out
 * of auto-commit; where none is, a connection in auto-commit. For all threads.
 *
 * @param source such as Spring's {@code TransactionAwareDataSourceProxy}
 */
public record TransactionalSource(DataSource source) implements Surroundings {

  @Override
  public @Nullable Connection enter() throws JMSException {
    try {
      Connection connection = source.getConnection();
      boolean inside;
      try {
        inside = !connection.getAutoCommit();
      } catch (SQLException | RuntimeException e) {
        try (connection) {
          throw e;
        }
      }
      if (inside) {
        return connection;
      }
      connection.close();
      return null;
    } catch (SQLException | RuntimeException e) {
      throw failure("The DataSource gave no connection, so nobody can tell of a transaction", e);
    }
  }

  /** Only the handle is closed, and the transaction goes on. */
  @Override
  public void leave(Connection connection) throws JMSException {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      throw failure("The connection could not be given back to the DataSource", e);
    }
  }

  @Override
  public boolean isFixed() {
    return false;
  }

  private static JMSException failure(String what, Exception cause) {
    JMSException failure = new JMSException(what + ": " + cause.getMessage(), "UNAVAILABLE");
    failure.initCause(cause);
    failure.setLinkedException(cause);
    return failure;
  }
}
