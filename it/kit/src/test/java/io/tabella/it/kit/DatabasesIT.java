package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabasesIT {

  @ParameterizedTest
  @EnumSource
  void eachDatabaseIsOfItsOwnAndEmpty(Databases kind) throws SQLException {
    try (TestDatabase one = kind.create("same_name");
        TestDatabase other = kind.create("same_name")) {
      createTable(one);
      assertThat(hasTable(one)).isTrue();
      assertThat(hasTable(other)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void databaseCanBeClosedWhileSomebodyIsConnected(Databases kind) throws SQLException {
    TestDatabase database = kind.create("in_use");
    createTable(database);
    try (Connection connection = database.connect()) {
      assertThat(connection.isValid(1)).isTrue();
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void databaseThatNobodyConnectedToCanBeClosed(Databases kind) throws SQLException {
    kind.create("unused").close();
  }

  @ParameterizedTest
  @EnumSource
  void closedDatabaseHasNothingLeft(Databases kind) throws SQLException {
    TestDatabase database = kind.create("gone");
    createTable(database);
    database.close();
    assertThat(isGone(database)).isTrue();
    database.close();
  }

  /** MySQL refuses the connection; H2 makes a new database. */
  private static boolean isGone(TestDatabase database) {
    try {
      return !hasTable(database);
    } catch (SQLException unknownDatabase) {
      return true;
    }
  }

  private static void createTable(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kit_orders (id INT PRIMARY KEY)");
    }
  }

  private static boolean hasTable(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        ResultSet tables =
            connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
      while (tables.next()) {
        if (tables.getString("TABLE_NAME").equalsIgnoreCase("kit_orders")) {
          return true;
        }
      }
      return false;
    }
  }
}
