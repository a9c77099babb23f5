package io.tabella.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.extension.TabellaAdmin;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample does what its README says, also when it is killed.
 *
 * <p>The system property {@code tabella.it.kills} says how often; 200 takes half an hour.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SpringOrdersIT {

  private static final int KILLS = Integer.getInteger("tabella.it.kills", 12);

  /** One of so many kills hits a shop that is starting. */
  private static final int UNOPENED_ONE_OF = 4;

  private static final int ORDERS_PER_KILL = 40;
  private static final int LONGEST_PAUSE_MILLIS = 40;
  private static final int LONGEST_START_MILLIS = 3_000;

  /** What is under way: one statement, so that nothing changes its place meanwhile. */
  private static final String UNDER_WAY =
      """
      SELECT (SELECT COUNT(*)
              FROM tabella_queue_entry e JOIN tabella_destination d ON d.id = e.queue
              WHERE d.name IN ('orders', 'billed'))
        + (SELECT COUNT(*) FROM tabella_staged)
      """;

  @TempDir private Path folder;

  @Test
  void onTheEmbeddedDatabaseOrdersAreBilledAndStayAfterARestart() throws Exception {
    try (OrderShop shop = OrderShop.start(folder)) {
      assertThat(shop.order("1", "4.20")).isEqualTo(201);
      assertThat(shop.order("1", "4.20")).isEqualTo(200);
      assertThat(shop.order("2", "-4.20")).isEqualTo(201);
      assertThat(shop.order("", "4.20")).isEqualTo(400);
      await(shop, "/orders/1", "\"state\":\"SHIPPED\"");
      await(shop, "/dead-letters", "\"order\":\"2\",\"attempts\":5");
      await(shop, "/actuator/health", "\"tabella\":{\"details\":{\"nodes\":1");
      await(shop, "/actuator/metrics/tabella.queue.messages?tag=queue:DLQ", "\"value\":1.0");
      assertThat(shop.stop()).isEqualTo(128 + 15);
    }
    try (OrderShop shop = OrderShop.start(folder)) {
      assertThat(shop.get("/orders/1")).contains("SHIPPED");
      assertThat(shop.get("/orders/2")).contains("ACCEPTED");
      assertThat(shop.get("/dead-letters")).containsOnlyOnce("order").contains("\"2\"");
      assertThat(shop.order("1", "4.20")).isEqualTo(200);
    }
  }

  /** Customers order from two JVMs while one after the other is killed, somewhere in its work. */
  @Test
  void killsLoseAndDoubleNothing(TestReporter reporter) throws Exception {
    List<OrderShop> shops = new CopyOnWriteArrayList<>();
    try (TestDatabase database = Databases.MYSQL.create("orders")) {
      try (OrderCustomers customers = new OrderCustomers(shops)) {
        startUpToTwo(shops, database);
        for (int kill = 1; kill <= KILLS; kill++) {
          boolean unopened = kill % UNOPENED_ONE_OF == 0;
          kill(unopened ? starting(shops) : working(shops, customers), shops);
          startUpToTwo(shops, database);
        }
        customers.stop();
        reporter.publishEntry(KILLS + " kills", customers.figures());
        Eventually.eventually(
            () -> ask(database, UNDER_WAY) + " messages are under way",
            () -> ask(database, UNDER_WAY).equals(List.of("0")));
        shops.forEach(OrderShop::stop);
        assertEachOrderOnce(database, customers);
      } finally {
        shops.forEach(OrderShop::close);
      }
    }
  }

  /** A kill counts as a failed delivery, so more than five of them have to be borne. */
  private void startUpToTwo(List<OrderShop> shops, TestDatabase database) {
    while (shops.size() < 2) {
      shops.add(
          OrderShop.start(
              folder,
              "--spring.profiles.active=mysql",
              "--spring.datasource.url=" + database.jdbcUrl(),
              "--spring.datasource.username=" + database.user(),
              "--spring.datasource.password=" + database.password(),
              "--tabella.max-deliveries=20",
              "--tabella.lease-millis=3000",
              "--tabella.heartbeat-millis=500"));
    }
  }

  /** Somewhere in its next orders: nobody knows in which statement. */
  private static OrderShop working(List<OrderShop> shops, OrderCustomers customers)
      throws InterruptedException {
    OrderShop oldest = shops.get(0);
    oldest.awaitOpen();
    int last = customers.placed() + ThreadLocalRandom.current().nextInt(1, ORDERS_PER_KILL);
    Eventually.eventually(
        () -> last + " orders are placed, not " + customers.placed(),
        () -> customers.placed() >= last);
    Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
    return oldest;
  }

  private static OrderShop starting(List<OrderShop> shops) throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_START_MILLIS));
    return shops.get(1);
  }

  private static void kill(OrderShop victim, List<OrderShop> shops) {
    victim.close();
    shops.remove(victim);
  }

  private static void assertEachOrderOnce(TestDatabase database, OrderCustomers customers)
      throws JMSException {
    List<String> all = new ArrayList<>(customers.good());
    all.addAll(customers.bad());
    assertThat(
            List.of(
                wrong(all, ask(database, "SELECT id FROM orders")),
                wrong(customers.good(), ask(database, "SELECT order_id FROM bills")),
                wrong(customers.good(), ask(database, "SELECT order_id FROM shipments")),
                wrong(customers.bad(), deadLetters(database))))
        .as("orders, bills, shipments and dead letters too much or missing")
        .allMatch(Map::isEmpty);
  }

  /** What is not there as often as it should be, with how often it is too much. */
  private static Map<String, Integer> wrong(List<String> wanted, List<String> found) {
    Map<String, Integer> surplus = new TreeMap<>();
    wanted.forEach(id -> surplus.merge(id, -1, Integer::sum));
    found.forEach(id -> surplus.merge(id, 1, Integer::sum));
    surplus.values().removeIf(count -> count == 0);
    return surplus;
  }

  private static List<String> ask(TestDatabase database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<String> deadLetters(TestDatabase database) throws JMSException {
    try (TabellaConnectionFactory factory = new TabellaConnectionFactory(database.jdbcUrl())) {
      factory.setUser(database.user());
      factory.setPassword(database.password());
      List<String> orders = new ArrayList<>();
      try (TabellaAdmin admin = factory.createAdmin()) {
        for (Message letter : admin.browse("DLQ", null, Integer.MAX_VALUE)) {
          orders.add(letter.getBody(String.class));
        }
      }
      return orders;
    }
  }

  private static void await(OrderShop shop, String path, String part) {
    Eventually.eventually(
        () -> part + " in " + shop.get(path), () -> shop.get(path).contains(part));
  }
}
