package io.tabella.it.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2StoreContractTest extends StoreContract {

  @TempDir static Path folder;

  @Override
  TestDatabase database() {
    return new TestDatabase("jdbc:h2:" + folder.resolve("store"), "sa", "secret");
  }
}
