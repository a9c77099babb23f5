package io.tabella.it.shop;

import static io.tabella.it.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.MySqlInstance;
import io.tabella.it.kit.MySqlOptions;
import io.tabella.it.kit.MySqlServer;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the README says of the shop, in whatever server. All tests of a class share its server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopContract {

  private static final String USER = "keeper";

  /** With signs that mean something to the shell, to asadmin and to WildFly. */
  private static final String PASSWORD = "a:b=c\\d &e";

  private final Readme readme;
  private final ShopServer server;
  private final ShopClient shop;
  private final MySqlInstance mysql = MySqlServer.start(MySqlOptions.defaults());
  private final String url = mysql.server().jdbcUrl().replace("/?", "/shop?");

  ShopContract(ShopServer server) throws Exception {
    this.readme = Readme.in(Workplace.sample());
    this.server = server;
    this.shop = new ShopClient(server.port());
  }

  @BeforeAll
  void openTheShop() throws Exception {
    try (Connection connection = mysql.server().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop");
    }
    // No more than what the README says.
    mysql
        .server()
        .createUser(
            USER, PASSWORD.replace("\\", "\\\\"), "ALL ON shop.*", "XA_RECOVER_ADMIN ON *.*");
    server.workplace().set("SHOP_URL", url);
    server.workplace().set("SHOP_USER", USER);
    server.workplace().set("SHOP_PASSWORD", PASSWORD);
    server.setUp(readme);
    awaitOpen();
  }

  @AfterAll
  void closeTheShop() throws Exception {
    server.close();
    mysql.close();
  }

  @Test
  void orderIsStoredAndBilled() throws Exception {
    assertThat(shop.order("Cicero", "wax tablet")).isEqualTo(202);
    awaitLine(shop::stored, "Cicero, wax tablet: the bill is 4.20");
  }

  @Test
  void orderThatFailsLeavesNothingButADeadLetter() throws Exception {
    assertThat(shop.order("Hannibal", "elephant")).isEqualTo(202);
    awaitLine(shop::failed, "Hannibal, elephant: .*We are out of elephants");
    assertThat(shop.stored()).noneMatch(line -> line.contains("Hannibal"));
    assertThat(deadLetters())
        .anyMatch(row -> row.matches("elephant.*Hannibal.*We are out of elephants.*"));
  }

  @Test
  void orderOfNothingIsRefused() throws Exception {
    assertThat(shop.order("Cato", " ")).isEqualTo(400);
  }

  @Test
  void whatIsOrderedWhileTheServerIsAwayIsHandledAfterItsRestart() throws Exception {
    shop.order("Pliny", "papyrus roll");
    server.stop();
    orderElsewhere("Seneca", "stylus");
    server.start();
    awaitOpen();
    awaitLine(shop::stored, "Pliny, papyrus roll: the bill is 12.00");
    awaitLine(shop::stored, "Seneca, stylus: the bill is 1.50");
  }

  @Test
  void restartOfTheDatabaseDelaysOrdersOnly() throws Exception {
    shop.order("Livia", "papyrus roll");
    awaitLine(shop::stored, "Livia, papyrus roll: the bill is 12.00");
    mysql.restart();
    assertThat(shop.order("Octavia", "papyrus roll")).isEqualTo(202);
    awaitLine(shop::stored, "Octavia, papyrus roll: the bill is 12.00");
    assertThat(shop.failed()).noneMatch(line -> line.contains("Octavia"));
  }

  /** From a program that is in no server. */
  private void orderElsewhere(String customer, String item) throws JMSException {
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(url);
        JMSContext context = factory.createContext(USER, PASSWORD)) {
      context
          .createProducer()
          .setProperty("customer", customer)
          .send(context.createQueue("orders"), item);
    }
  }

  /** By the README's SQL. */
  private List<String> deadLetters() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(readme.box("Order something", "sql"))) {
      List<String> letters = new ArrayList<>();
      while (rows.next()) {
        letters.add(rows.getString(1) + " " + rows.getString(2));
      }
      return letters;
    }
  }

  private void awaitOpen() {
    eventually(() -> "the shop answers", shop::isOpen);
  }

  private static void awaitLine(Supplier<List<String>> lines, String end) {
    eventually(
        () -> end + " among " + lines.get(),
        () -> lines.get().stream().anyMatch(line -> line.matches("(\\d+\\. )?" + end)));
  }
}
