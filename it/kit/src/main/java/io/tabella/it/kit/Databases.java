package io.tabella.it.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The databases that a test runs on, for parameterised tests. */
public enum Databases {

  /** A file below {@code target/}, open in one JVM at a time. */
  H2 {
    @Override
    public TestDatabase create(String namePrefix) {
      Path folder = WorkFolder.of("h2").resolve(WorkFolder.freshName(namePrefix));
      String url = "jdbc:h2:file:" + folder.resolve("db");
      return new TestDatabase(url, "sa", "", () -> dropH2(folder, url));
    }
  },

  /** A database on {@linkplain MySqlServer#shared() the server of this JVM}. */
  MYSQL {
    @Override
    public TestDatabase create(String namePrefix) {
      return MySqlServer.shared().createDatabase(namePrefix);
    }
  };

  /**
   * Those that the system property {@code tabella.it.databases} names, in lower case with commas
   * between; all if it is not set. For tests that run several times over with libraries of several
   * versions.
   */
  public static List<Databases> chosen() {
    String names = System.getProperty("tabella.it.databases", "");
    return names.isEmpty()
        ? List.of(values())
        : Arrays.stream(names.split(",", -1))
            .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
            .toList();
  }

  /**
   * Creates an empty database.
   *
   * @param namePrefix how its name begins: lower case letters, digits and underscores
   */
  public abstract TestDatabase create(String namePrefix);

  /** Shut down first: a database that is open writes its file until the end. */
  private static void dropH2(Path folder, String url) throws SQLException {
    if (Files.exists(folder.resolve("db.mv.db"))) {
      try (Connection connection = DriverManager.getConnection(url, "sa", "");
          Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN IMMEDIATELY");
      }
    }
    WorkFolder.delete(folder);
  }
}
