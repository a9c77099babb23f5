package io.tabella.it.store;

import io.tabella.it.kit.MySqlServer;
import io.tabella.it.kit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MySqlStoreContractIT extends StoreContract {

  private static TestDatabase database;

  @BeforeAll
  static void createDatabase() {
    database = MySqlServer.shared().createDatabase("store");
  }

  @AfterAll
  static void dropDatabase() throws Exception {
    MySqlServer.shared().dropUser("guest");
    database.close();
  }

  @Override
  StoreTarget target() {
    return new StoreTarget(
        database,
        "jdbc:mysql://127.0.0.1:1/nowhere",
        List.of(
            "CREATE USER IF NOT EXISTS guest IDENTIFIED BY 'guest'",
            "GRANT SELECT ON *.* TO guest"));
  }
}
