package io.tabella.it.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.store.MessageStore;
import io.tabella.store.StoreConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a store does with the application's own data source. */
abstract class GivenDataSourceContract extends Contract {

  private final Queue<String> statesAtClose = new ConcurrentLinkedQueue<>();

  GivenDataSourceContract(StoreTarget target) {
    super(target);
  }

  @Test
  void connectionsInAutoCommitServeAndGoBackAsTheyWere() {
    DataSource dataSource = dataSource(true, Connection.TRANSACTION_SERIALIZABLE);
    work(new StoreConfig.Given(dataSource, null, null));
    assertThat(statesAtClose)
        .isNotEmpty()
        .allMatch(("true/" + Connection.TRANSACTION_SERIALIZABLE)::equals);
  }

  @Test
  void connectionsThatAreAsWantedStayAsTheyAre() {
    DataSource dataSource = dataSource(false, Connection.TRANSACTION_READ_COMMITTED);
    work(new StoreConfig.Given(dataSource, null, null));
    assertThat(statesAtClose)
        .isNotEmpty()
        .allMatch(("false/" + Connection.TRANSACTION_READ_COMMITTED)::equals);
  }

  @Test
  void loginThatIsGivenIsUsed() {
    DataSource dataSource = dataSource(true, Connection.TRANSACTION_READ_COMMITTED);
    work(new StoreConfig.Given(dataSource, target.database().user(), target.database().password()));
    assertThat(statesAtClose).isNotEmpty();
  }

  private void work(StoreConfig.Given source) {
    MessageStore given = open(StoreTarget.with(config, source, false));
    long queue = newQueue();
    Member node = Member.join(given);
    node.send(Entries.ready(queue, 1));
    try (var abandoned = given.begin(node.next())) {
      assertThat(abandoned).isNotNull();
    }
    assertThat(Entries.ids(node.claimAll(queue))).containsExactly(1L);
  }

  private DataSource dataSource(boolean autoCommit, int isolation) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connect(arguments, autoCommit, isolation));
  }

  private Connection connect(Object[] login, boolean autoCommit, int isolation)
      throws SQLException {
    Connection connection =
        login == null
            ? target.database().connect()
            : DriverManager.getConnection(
                target.database().jdbcUrl(), (String) login[0], (String) login[1]);
    connection.setTransactionIsolation(isolation);
    connection.setAutoCommit(autoCommit);
    return watched(connection);
  }

  /** Notes in what state the connection is closed. */
  private Connection watched(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && !connection.isClosed()) {
                statesAtClose.add(
                    connection.getAutoCommit() + "/" + connection.getTransactionIsolation());
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
