package io.tabella.store.jdbc.dialect;

import io.tabella.store.StoreSetupException;
import io.tabella.store.jdbc.sql.FailureCodes;
import io.tabella.store.jdbc.sql.FailureKind;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

/** The databases that this version knows. */
public final class Dialects {

  private static final List<Dialect> KNOWN = List.of(new H2(), new MySql());

  private Dialects() {}

  /**
   * The dialect of the database behind a connection.
   *
   * @throws StoreSetupException if this version does not know it
   */
  public static Dialect of(DatabaseMetaData metaData) throws SQLException {
    String product = metaData.getDatabaseProductName();
    String version = metaData.getDatabaseProductVersion();
    return KNOWN.stream()
        .filter(dialect -> dialect.product().equals(product) && !version.contains("MariaDB"))
        .findFirst()
        .orElseThrow(
            () ->
                new StoreSetupException(
                    "this version of Tabella stores messages in H2 or MySQL, not in "
                        + product
                        + " "
                        + version,
                    null));
  }

  /** Codes for a database that has not yet said what it is. */
  public static FailureCodes whateverItIs() {
    return new FailureCodes() {
      @Override
      public FailureKind classify(SQLException failure) {
        return of(failure).classify(failure);
      }

      @Override
      public String advise(SQLException failure) {
        return of(failure).advise(failure);
      }
    };
  }

  private static Dialect of(SQLException failure) {
    return failure.getClass().getName().startsWith("org.h2.") ? new H2() : new MySql();
  }

  /**
   * The dialect that URLs of a kind most likely lead to.
   *
   * @throws StoreSetupException if this version does not know it
   */
  public static Dialect ofUrl(String url) {
    return KNOWN.stream()
        .filter(dialect -> url.startsWith("jdbc:" + dialect.schemaFolder() + ":"))
        .findFirst()
        .orElseThrow(
            () ->
                new StoreSetupException(
                    "this version of Tabella knows URLs that begin with jdbc:h2: or jdbc:mysql:;"
                        + " for another driver's URL give a DataSource; this one was: "
                        + PrintableUrl.of(url),
                    null));
  }
}
