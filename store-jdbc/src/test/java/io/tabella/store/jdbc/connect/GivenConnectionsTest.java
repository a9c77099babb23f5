package io.tabella.store.jdbc.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tabella.store.StoreConfig;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class GivenConnectionsTest {

  private static final StoreConfig.Durability DURABILITY =
      new StoreConfig.Durability(false, Duration.ofSeconds(10), Duration.ofSeconds(1));

  @Test
  void poolThatIsEmptyOrShutDownIsADatabaseThatIsAway() {
    for (Exception why :
        List.of(new SQLException("none left"), new IllegalStateException("shut"))) {
      SQLException failure = failureAfter(why);
      assertThat(failure.getSQLState()).startsWith("08");
      assertThat((Throwable) failure).hasMessageContaining(why.getMessage()).hasCause(why);
    }
  }

  @Test
  void whatTheDatabaseSaysStaysAsItIs() {
    SQLException wrapped = new SQLException(new RuntimeException(new SQLException("no", "28000")));
    assertThat((Throwable) failureAfter(wrapped)).isSameAs(wrapped);
  }

  private static SQLException failureAfter(Exception why) {
    DataSource pool =
        (DataSource)
            Proxy.newProxyInstance(
                GivenConnectionsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw why;
                });
    StoreConfig.Given source = new StoreConfig.Given(pool, null, null);
    StoreConfig config = new StoreConfig(source, "tabella_", true, 10, DURABILITY);
    GivenConnections connections = new GivenConnections(config, source);
    return catchThrowableOfType(SQLException.class, connections::borrow);
  }
}
