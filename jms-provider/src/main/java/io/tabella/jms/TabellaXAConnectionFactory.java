package io.tabella.jms;

import io.tabella.client.Domain;
import io.tabella.client.xa.JmsXAConnection;
import io.tabella.client.xa.JmsXAContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XAQueueConnection;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnection;
import jakarta.jms.XATopicConnectionFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections whose sessions take part in global transactions (XA), beside those of a {@link
 * TabellaConnectionFactory}; all of them share one node. Who sends and receives in the transaction
 * of their own database does not need it. Jakarta Messaging 3.1, 11.3; docs/xa.md.
 *
 * <p>Any thread may call any method.
 */
public final class TabellaXAConnectionFactory extends TabellaConnectionFactory
    implements XAQueueConnectionFactory, XATopicConnectionFactory {

  private static final long serialVersionUID = 1L;

  /** See {@link TabellaConnectionFactory#TabellaConnectionFactory()}. */
  public TabellaXAConnectionFactory() {}

  /** See {@link TabellaConnectionFactory#TabellaConnectionFactory(String)}. */
  public TabellaXAConnectionFactory(String jdbcUrl) {
    super(jdbcUrl);
  }

  /**
   * For the database of a data source, whose own pool is used. Its connections must not take part
   * in global transactions themselves.
   */
  public TabellaXAConnectionFactory(DataSource dataSource) {
    super(dataSource);
  }

  /** See {@link #createConnection()}. */
  @Override
  public XAConnection createXAConnection() throws JMSException {
    return connect(null, null);
  }

  /** See {@link #createConnection(String, String)}. */
  @Override
  public XAConnection createXAConnection(@Nullable String userName, @Nullable String password)
      throws JMSException {
    return connect(userName, password);
  }

  /** See {@link #createConnection()}. */
  @Override
  public XAQueueConnection createXAQueueConnection() throws JMSException {
    return createXAQueueConnection(null, null);
  }

  /** See {@link #createConnection(String, String)}. */
  @Override
  public XAQueueConnection createXAQueueConnection(
      @Nullable String userName, @Nullable String password) throws JMSException {
    return connect(Domain.QUEUES, JmsXAConnection::new, userName, password);
  }

  /** See {@link #createConnection()}. */
  @Override
  public XATopicConnection createXATopicConnection() throws JMSException {
    return connect(null, null);
  }

  /** See {@link #createConnection(String, String)}. */
  @Override
  public XATopicConnection createXATopicConnection(
      @Nullable String userName, @Nullable String password) throws JMSException {
    return connect(userName, password);
  }

  /** See {@link #createContext(String, String, int)}. */
  @Override
  public XAJMSContext createXAContext() {
    return createXAContext(null, null);
  }

  /** See {@link #createContext(String, String, int)}. */
  @Override
  public XAJMSContext createXAContext(@Nullable String userName, @Nullable String password) {
    return JmsXAContext.on(() -> connect(userName, password));
  }

  private JmsXAConnection connect(@Nullable String user, @Nullable String password)
      throws JMSException {
    return connect(Domain.BOTH, JmsXAConnection::new, user, password);
  }
}
