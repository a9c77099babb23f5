package io.tabella.it.store;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class H2StoreContractTest extends StoreContract {

  private static TestDatabase database;

  @BeforeAll
  static void createDatabase() {
    database = Databases.H2.create("store");
  }

  @AfterAll
  static void dropDatabase() throws Exception {
    database.close();
  }

  @Override
  StoreTarget target() {
    return new StoreTarget(
        database,
        "jdbc:h2:tcp://127.0.0.1:1/nowhere",
        List.of("CREATE USER IF NOT EXISTS guest PASSWORD 'guest'"));
  }
}
