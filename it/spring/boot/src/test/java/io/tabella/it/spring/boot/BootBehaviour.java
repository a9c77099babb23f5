package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applications on each of the {@linkplain Databases#chosen chosen databases}; nothing of them may
 * be left after a test.
 */
@ParameterizedClass
@MethodSource("io.tabella.it.kit.Databases#chosen")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class BootBehaviour {

  @Parameter
  @SuppressWarnings("NullAway.Init") // set before each class
  Databases databases;

  @SuppressWarnings("NullAway.Init") // made before each class
  protected TestDatabase database;

  private @Nullable ConfigurableApplicationContext application;

  @BeforeParameterizedClassInvocation
  void createDatabase() {
    database = databases.create("boot_");
  }

  @AfterParameterizedClassInvocation
  void dropDatabase() throws SQLException {
    database.close();
  }

  @BeforeEach
  void createTables() throws SQLException {
    execute("DROP TABLE IF EXISTS shop_order", "DROP TABLE IF EXISTS shop_bill");
    execute(
        "CREATE TABLE shop_order (id VARCHAR(100) PRIMARY KEY)",
        "CREATE TABLE shop_bill (id VARCHAR(100) PRIMARY KEY)");
  }

  @AfterEach
  void end() throws SQLException {
    if (application != null) {
      application.close();
      application = null;
      Eventually.eventually(() -> "threads left: " + threads(), () -> threads().isEmpty());
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tabella"))
        .toList();
  }

  /** Starts an application over this database, with properties more. */
  protected final ConfigurableApplicationContext start(Class<?> source, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.maximum-pool-size=20",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "server.port=0",
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.show-details=always",
                "management.tracing.sampling.probability=1.0",
                "logging.level.root=warn",
                "tabella.max-deliveries=3"));
    all.addAll(Arrays.asList(properties));
    ConfigurableApplicationContext started =
        new SpringApplication(source)
            .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
    application = started;
    return started;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What a query of one column gives, as others see it. */
  protected final List<String> ask(String sql) {
    return Eventually.unchecked(
        () -> {
          try (Connection connection = database.connect();
              Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
              values.add(rows.getString(1));
            }
            return values;
          }
        });
  }

  protected final List<String> orders() {
    return ask("SELECT id FROM shop_order ORDER BY id");
  }

  protected final List<String> bills() {
    return ask("SELECT id FROM shop_bill ORDER BY id");
  }

  protected final void awaitBills(int number) {
    Eventually.eventually(() -> "billed: " + bills(), () -> bills().size() == number);
    assertThat(bills()).hasSize(number);
  }
}
