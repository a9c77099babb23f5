package io.tabella.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaFileTest {

  /** MySQL knows no IF NOT EXISTS for a column: its dialect takes that it is there for success. */
  private static final String REPEATABLE =
      "CREATE (TABLE|INDEX) IF NOT EXISTS \\$\\{prefix}"
          + "|ALTER TABLE \\$\\{prefix}staged ADD COLUMN "
          + "|INSERT IGNORE INTO \\$\\{prefix}"
          + "|INSERT INTO \\$\\{prefix}.* WHERE NOT EXISTS";

  @ParameterizedTest
  @ValueSource(strings = {"h2", "mysql"})
  void everyStatementBearsRepetitionAndTheVersionComesLast(String folder) {
    for (SchemaFile file : SchemaFile.all(folder)) {
      List<String> statements = file.statements();
      String last = statements.get(statements.size() - 1);
      assertThat(statements.subList(0, statements.size() - 1))
          .isNotEmpty()
          .allMatch(sql -> sql.matches("(?s)(" + REPEATABLE + ").*"));
      assertThat(last)
          .matches(
              "(INSERT IGNORE|MERGE) INTO \\$\\{prefix}schema_version .*" + file.version() + "\\)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "mysql"})
  void pathLeadsToTheFile(String folder) {
    for (SchemaFile file : SchemaFile.all(folder)) {
      assertThat(getClass().getClassLoader().getResource(file.path())).isNotNull();
    }
  }
}
