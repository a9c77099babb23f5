package io.tabella.store.jdbc.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One file of SQL.
 *
 * @param version the version that the schema has when it has been run
 * @param folder the database's
 */
record SchemaFile(int version, String folder, String name) {

  /** All files for a database, in the order in which they are run. */
  static List<SchemaFile> all(String folder) {
    return List.of(
        new SchemaFile(1, folder, "V001__create_tables.sql"),
        new SchemaFile(2, folder, "V002__create_topics.sql"),
        new SchemaFile(3, folder, "V003__create_settings.sql"),
        new SchemaFile(4, folder, "V004__create_duplicate_ids_and_last_values.sql"),
        new SchemaFile(5, folder, "V005__create_branches.sql"),
        new SchemaFile(6, folder, "V006__create_identity.sql"));
  }

  /** Where it is inside the jar. */
  String path() {
    return SchemaFile.class.getPackageName().replace('.', '/') + "/" + folder + "/" + name;
  }

  /** Its statements; a semicolon ends each at the end of a line. */
  List<String> statements() {
    return Arrays.stream(withoutComments().split(";\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private String withoutComments() {
    return read().lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"))
        + "\n";
  }

  private String read() {
    try (InputStream in = SchemaFile.class.getResourceAsStream(folder + "/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar of Tabella's store lacks " + path());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
