package io.tabella.it.server;

import static io.tabella.it.kit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.h2.tools.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs in the server, with the RAR deployed alone. */
@ExtendWith(ArquillianExtension.class)
class MessagingIT {

  private static final long LONG = 20_000;
  private static final long MOMENT = 500;

  /** The application. */
  @Deployment
  public static WebArchive application() {
    return Archives.application();
  }

  private static <T> T bean(Class<T> type) throws Exception {
    return type.cast(found("java:module/" + type.getSimpleName()));
  }

  @SuppressWarnings("BanJNDI") // the names are the tests'
  private static Object found(String name) throws NamingException {
    return new InitialContext().lookup(name);
  }

  private static Orders orders() throws Exception {
    Orders orders = bean(Orders.class);
    orders.createTable();
    return orders;
  }

  private static Queue queue(String name) throws Exception {
    return new NamedQueue(name);
  }

  private static String textOf(@Nullable Message message) throws Exception {
    return ((TextMessage) Objects.requireNonNull(message, "no message has come")).getText();
  }

  private static void request(String text, String replyTo) throws Exception {
    bean(Requests.class).request("echo", text, replyTo);
  }

  // Transactions.

  @Test
  void replyAndRowAreWrittenInTheTransactionOfTheMessage() throws Exception {
    Orders orders = orders();
    request("plain", "reply.plain");
    assertEquals("plain at 1", textOf(orders.receive(queue("reply.plain"), LONG)));
    assertEquals(1, orders.rows("plain at 1"));
  }

  @Test
  void rolledBackMessageComesAgainAndNothingOfItStays() throws Exception {
    Orders orders = orders();
    request("once more", "reply.again");
    assertEquals("once more at 2", textOf(orders.receive(queue("reply.again"), LONG)));
    assertNull(orders.receive(queue("reply.again"), MOMENT));
    assertEquals(0, orders.rows("once more at 1"));
    assertEquals(1, orders.rows("once more at 2"));
    assertTrue(Seen.of("EchoBean").containsAll(List.of("once more/1", "once more/2")));
  }

  @Test
  void poisonEndsInTheDeadLetterQueue() throws Exception {
    Orders orders = orders();
    request("poison", "reply.poison");
    assertEquals("poison", textOf(orders.receive(queue("echo.dead"), LONG)));
    assertNull(orders.receive(queue("reply.poison"), MOMENT));
    assertEquals(0, orders.rows("poison at 1"));
    List<String> tries =
        Seen.of("EchoBean").stream().filter(it -> it.startsWith("poison")).toList();
    assertEquals(List.of("poison/1", "poison/2", "poison/3"), tries);
  }

  @Test
  void applicationThatFailsHasNeitherSentNorWritten() throws Exception {
    Orders orders = orders();
    assertThrows(EJBException.class, () -> orders.sendWriteAndFail(queue("never"), "never"));
    assertNull(orders.receive(queue("never"), MOMENT));
    assertEquals(0, orders.rows("never"));
  }

  @Test
  void injectedContextSends() throws Exception {
    Orders orders = orders();
    orders.sendInjected(queue("injected"), "by injection");
    assertEquals("by injection", textOf(orders.receive(queue("injected"), LONG)));
  }

  @Test
  void whatTheServerEndsByItsTimeoutHasNeitherReceivedNorSentNorWritten() throws Exception {
    Orders orders = orders();
    orders.send(queue("too.slow"), "too slow", Map.of());
    SlowOrders slow = bean(SlowOrders.class);
    assertThrows(
        RollbackException.class, () -> slow.forward(queue("too.slow"), queue("too.late"), LONG));
    Message again = Objects.requireNonNull(orders.receive(queue("too.slow"), LONG));
    assertEquals("too slow", textOf(again));
    assertEquals(2, again.getIntProperty("JMSXDeliveryCount"));
    assertNull(orders.receive(queue("too.late"), MOMENT));
    assertEquals(0, orders.rows("too slow"));
  }

  @Test
  void branchThatTakesTooLongIsRolledBackWithTheWholeTransaction() throws Exception {
    Orders orders = orders();
    bean(Requests.class).request("slow", "slow", "reply.slow");
    assertEquals("slow at 2", textOf(orders.receive(queue("reply.slow"), LONG)));
    assertNull(orders.receive(queue("reply.slow"), MOMENT));
    assertEquals(0, orders.rows("slow at 1"));
    assertEquals(1, orders.rows("slow at 2"));
    assertEquals(List.of("slow/1", "slow/2"), Seen.of("SlowBean"));
  }

  // Beans.

  @Test
  void durableAndSharedSubscriptionsGetEachMessageOnce() throws Exception {
    Orders orders = orders();
    NamedTopic news = new NamedTopic("news");
    // Subscriptions are made in the background; what is published before is not for them.
    eventually(
        () -> "a bean has no subscription",
        () -> published(orders, news, "hello") && hasSeen("AuditBean") && workersHaveSeen());
    for (int i = 0; i < 20; i++) {
      orders.send(news, "n" + i, Map.of());
    }
    eventually(
        () -> news("AuditBean") + " and " + news("WorkerOne", "WorkerTwo"),
        () -> news("AuditBean").size() == 20 && news("WorkerOne", "WorkerTwo").size() == 20);
    assertEquals(20, new HashSet<>(news("WorkerOne", "WorkerTwo")).size());
  }

  private static boolean published(Orders orders, NamedTopic news, String text) {
    orders.send(news, text, Map.of());
    return true;
  }

  private static boolean hasSeen(String bean) {
    return !Seen.of(bean).isEmpty();
  }

  private static boolean workersHaveSeen() {
    return hasSeen("WorkerOne") || hasSeen("WorkerTwo");
  }

  private static List<String> news(String... beans) {
    return Set.of(beans).stream()
        .flatMap(bean -> Seen.of(bean).stream())
        .filter(text -> text.startsWith("n"))
        .toList();
  }

  @Test
  void selectorChoosesWhatABeanGets() throws Exception {
    Orders orders = orders();
    orders.send(queue("colours"), "blue", Map.of("colour", "blue"));
    orders.send(queue("colours"), "red", Map.of("colour", "red"));
    eventually(() -> "RedBean has seen nothing", () -> hasSeen("RedBean"));
    assertEquals(List.of("red/1"), Seen.of("RedBean"));
    assertEquals("blue", textOf(orders.receive(queue("colours"), LONG)));
  }

  @Test
  void asManyBeansAreCalledAtOnceAsMaxSessionSays() throws Exception {
    for (int i = 0; i < 3; i++) {
      orders().send(queue("crowd"), "c" + i, Map.of());
    }
    eventually(() -> "" + Seen.of("CrowdBean"), () -> Seen.of("CrowdBean").size() == 3);
  }

  @Test
  void beanWhoseDatabaseComesLaterGetsItsMessagesThen() throws Exception {
    assertEquals(List.of(), Seen.of("LateBean"));
    DatabaseServer.LATE.start();
    bean(Requests.class).sendLate("late", "at last");
    eventually(() -> "" + Seen.of("LateBean"), () -> Seen.of("LateBean").contains("at last/1"));
  }

  @Test
  void messageWhoseDatabaseIsRestartedMeanwhileComesAgain() throws Exception {
    Orders orders = orders();
    Server database = DatabaseServer.RESTARTED.start();
    bean(Requests.class).sendRestarted("restart", "during");
    eventually(() -> "RestartBean has seen nothing", () -> hasSeen("RestartBean"));
    database.stop();
    RestartBean.STOPPED.countDown();
    eventually(
        () -> "ended as " + RestartBean.ENDS,
        () -> RestartBean.ENDS.equals(List.of(Status.STATUS_ROLLEDBACK)));
    assertNull(orders.receive(queue("reply.restart"), MOMENT));
    DatabaseServer.RESTARTED.start();
    assertEquals("during at 2", textOf(orders.receive(queue("reply.restart"), LONG)));
    bean(Requests.class).sendRestarted("restart", "after");
    assertEquals("after at 1", textOf(orders.receive(queue("reply.restart"), LONG)));
    assertNull(orders.receive(queue("reply.restart"), MOMENT));
    assertEquals(0, orders.rows("during at 1"));
    assertEquals(1, orders.rows("during at 2"));
  }

  @Test
  void beanGetsItsMessagesFromTheStoreOfItsConnectionFactory() throws Exception {
    bean(Definitions.class).send("looked-up", "by its factory");
    eventually(
        () -> "" + Seen.of("LookingBean"),
        () -> Seen.of("LookingBean").equals(List.of("by its factory/1")));
  }

  // Definitions.

  @Test
  void definedQueueServesSendersAndBeans() throws Exception {
    orders().send(bean(Definitions.class).queue(), "to the defined queue", Map.of());
    eventually(() -> "DefinedBean has seen nothing", () -> hasSeen("DefinedBean"));
    assertEquals("defined", bean(Definitions.class).queue().getQueueName());
  }

  @Test
  void definedFactoryLeadsToTheStoreOfItsProperties() throws Exception {
    assertEquals("echoed", bean(Definitions.class).echo("echoed"));
    Exception refused =
        assertThrows(
            EJBException.class, () -> bean(Definitions.class).connectAs("nobody", "wrong"));
    assertTrue(refused.getCause() instanceof JMSSecurityRuntimeException, () -> refused.toString());
  }

  @Test
  void administeredQueueIsInTheNamingService() throws Exception {
    Queue orders = (Queue) found(Names.QUEUE);
    assertEquals("orders", orders.getQueueName());
    orders().send(orders, "order", Map.of());
    assertEquals("order", textOf(orders().receive(queue("orders"), LONG)));
  }
}
