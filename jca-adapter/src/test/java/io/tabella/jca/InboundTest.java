package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages for message-driven beans. */
class InboundTest {

  private static final @Nullable TransactionManager NONE = null;

  /** A node of these soon notices that it has ended. */
  private static final String LIVELY =
      "flushCommits=false,lingerMillis=0,leaseMillis=1000,heartbeatMillis=100";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Server server;

  @BeforeEach
  void begin() throws Exception {
    server = new Server(folder);
  }

  @AfterEach
  void end() throws Exception {
    server.close();
  }

  private TabellaActivationSpec spec() throws ResourceException {
    TabellaActivationSpec spec = new TabellaActivationSpec();
    spec.setResourceAdapter(server.adapter);
    spec.setDestination("q");
    return spec;
  }

  private static void arrived(Bean bean, int texts) throws InterruptedException {
    Server.await(() -> bean.texts.size() >= texts);
  }

  // The order of calls.

  @Test
  void eachDeliveryIsBetweenBeforeAndAfter() throws Exception {
    Bean bean = new Bean(NONE, message -> {});
    TabellaActivationSpec spec = spec();
    spec.setConcurrency(1);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one", "two");
    arrived(bean, 2);
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(bean.calls)
        .containsExactly("before 1", "on one", "after 1", "before 1", "on two", "after 1");
    assertThat(bean.released).hasValue(1);
    assertThat(server.drain("q")).isEmpty();
  }

  @Test
  void failingBeanWithoutTransactionGetsItsMessageAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Bean bean =
        new Bean(
            NONE,
            message -> {
              assertThat(Bean.count(message)).isEqualTo(calls.incrementAndGet());
              if (calls.get() < 3) {
                throw new IllegalStateException("not yet");
              }
            });
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(calls).hasValue(3);
    Server.await(() -> bean.calls.stream().filter(call -> call.startsWith("after")).count() == 3);
  }

  @Test
  void transactionThatIsRolledBackBringsTheMessageAgainCountedByOne() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              assertThat(Bean.count(message)).isEqualTo(calls.incrementAndGet());
              assertThat(message.getJMSRedelivered()).isEqualTo(calls.get() > 1);
              if (calls.get() < 3) {
                throw new IllegalStateException("not yet");
              }
            });
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(calls).hasValue(3);
  }

  @Test
  void messageWhoseTransactionCannotBeginGoesBackUncounted() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Bean bean = new Bean(Server.transactions(), message -> count.set(Bean.count(message)));
    bean.failingBefore.set(2);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(count).hasValue(1);
    assertThat(bean.endpoints).hasValue(3);
    Server.await(() -> bean.released.get() == 2);
  }

  @Test
  void messageWhoseTransactionCannotCommitComesAgain() throws Exception {
    Bean bean = new Bean(Server.transactions(), message -> {});
    bean.failingAfter.set(1);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 2);
    assertThat(bean.texts).containsExactly("one", "one");
    assertThat(bean.endpoints).hasValue(2);
  }

  @Test
  void messageThatDoesNotGetAsFarAsItsBeanComesAgain() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Bean bean = new Bean(Server.transactions(), message -> count.set(Bean.count(message)));
    bean.unreachable.set(1);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(count).hasValue(2);
    Server.await(() -> bean.calls.stream().filter(call -> call.startsWith("after")).count() == 2);
  }

  @Test
  void endpointThatCannotBeReleasedKeepsNoMessage() throws Exception {
    Bean bean = new Bean(Server.transactions(), message -> {});
    bean.failingBefore.set(1);
    bean.failingRelease.set(1);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
  }

  @Test
  void beanThatIsNotReadyYetGetsItsMessageLater() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Bean bean = new Bean(NONE, message -> count.set(Bean.count(message)));
    bean.unavailable.set(2);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(count).hasValue(1);
  }

  @Test
  void messageForWhichThereIsNoThreadGoesBackUncounted() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Bean bean = new Bean(NONE, message -> count.set(Bean.count(message)));
    TabellaActivationSpec spec = spec();
    spec.setConcurrency(1);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "first");
    arrived(bean, 1);
    server.threads.rejections.set(1);
    server.send("q", "one", "two");
    arrived(bean, 3);
    assertThat(count).hasValue(1);
    assertThat(bean.texts).containsExactly("first", "one", "two");
    assertThat(bean.mostRunning).hasValue(1);
  }

  @Test
  void endpointWhoseWorkWasRejectedIsLentOnce() throws Exception {
    Bean bean = new Bean(NONE, message -> Thread.sleep(20));
    TabellaActivationSpec spec = spec();
    spec.setConcurrency(2);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "first");
    arrived(bean, 1);
    server.threads.rejections.set(1);
    server.send("q", "1", "2", "3", "4", "5", "6", "7", "8");
    arrived(bean, 9);
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(bean.released).hasValue(bean.endpoints.get());
    for (int endpoint = 1; endpoint <= bean.endpoints.get(); endpoint++) {
      String number = " " + endpoint;
      List<String> own =
          bean.calls.stream()
              .filter(call -> call.equals("before" + number) || call.equals("after" + number))
              .toList();
      for (int i = 0; i < own.size(); i++) {
        assertThat(own.get(i)).isEqualTo((i % 2 == 0 ? "before" : "after") + number);
      }
    }
  }

  // Transactions with others.

  @Test
  void replyAndAcknowledgementAreOneTransaction() throws Exception {
    ServerPool pool = new ServerPool(Server.transactions());
    var factory = server.factory(pool);
    AtomicInteger calls = new AtomicInteger();
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              try (JMSContext context = factory.createContext()) {
                JMSProducer producer = context.createProducer();
                producer.send(context.createQueue("reply"), "reply " + calls.incrementAndGet());
              }
              if (calls.get() == 1) {
                throw new IllegalStateException("after the reply was sent");
              }
            });
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "request");
    arrived(bean, 1);
    assertThat(server.next("reply")).isEqualTo("reply 2");
    assertThat(server.drain("reply")).isEmpty();
    Server.await(() -> pool.idle() == pool.made.get());
    pool.flush();
  }

  // Settings.

  @Test
  void asManyAreDeliveredAtOnceAsTheSpecSays() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    Bean bean =
        new Bean(
            NONE,
            message -> {
              three.countDown();
              assertThat(three.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
            });
    TabellaActivationSpec spec = spec();
    spec.setMaxSession(3);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "1", "2", "3", "4", "5", "6", "7");
    arrived(bean, 7);
    assertThat(bean.mostRunning).hasValue(3);
  }

  @Test
  void messageThatFailsTooOftenGoesToTheQueueOfTheSpec() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              calls.incrementAndGet();
              // As Payara does with what the bean has thrown.
              throw new RuntimeException("system exception", new IllegalStateException("poison"));
            });
    TabellaActivationSpec spec = spec();
    spec.setMaxDeliveries(2);
    spec.setDeadLetterQueue("dead");
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one");
    assertThat(server.next("dead", "JMS_TABELLA_deadLetterReason LIKE '%Exception: poison'"))
        .isEqualTo("one");
    assertThat(calls).hasValue(2);
  }

  @Test
  void messageWaitsForItsRedeliveryAsTheSpecSays() throws Exception {
    ConcurrentHashMap<Integer, Long> times = new ConcurrentHashMap<>();
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              times.put(Bean.count(message), System.nanoTime());
              if (Bean.count(message) == 1) {
                throw new IllegalStateException("once");
              }
            });
    TabellaActivationSpec spec = spec();
    spec.setRedeliveryDelayMillis(700L);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one");
    arrived(bean, 1);
    assertThat(times.getOrDefault(2, 0L) - times.getOrDefault(1, 0L)).isGreaterThan(700_000_000L);
  }

  @Test
  void selectorChoosesTheMessages() throws Exception {
    Bean bean = new Bean(NONE, message -> {});
    TabellaActivationSpec spec = spec();
    spec.setMessageSelector("colour = 'red'");
    server.adapter.endpointActivation(bean, spec);
    try (JMSContext context = server.factory().createContext()) {
      for (String colour : List.of("blue", "red")) {
        context
            .createProducer()
            .setProperty("colour", colour)
            .send(context.createQueue("q"), colour);
      }
    }
    arrived(bean, 1);
    assertThat(bean.texts).containsExactly("red");
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(server.drain("q")).containsExactly("blue");
  }

  @Test
  void storeAndDestinationMayBeLookedUp() throws Exception {
    TabellaManagedConnectionFactory elsewhere = server.managedFactory();
    elsewhere.setUrl("jdbc:h2:" + folder.resolve("elsewhere"));
    Names.bind("jms/elsewhere", elsewhere::createConnectionFactory);
    Bean bean = new Bean(NONE, message -> {});
    TabellaActivationSpec spec = spec();
    spec.setDestination(null);
    spec.setConnectionFactoryLookup("jms/elsewhere");
    spec.setDestinationLookup("jms/orders");
    server.adapter.endpointActivation(bean, spec);
    // Its name comes later.
    TabellaQueue orders = new TabellaQueue();
    orders.setName("orders");
    Names.bind("jms/orders", () -> orders);
    try (JMSContext context =
        ((ConnectionFactory) elsewhere.createConnectionFactory()).createContext()) {
      context.createProducer().send(orders, "one");
    }
    arrived(bean, 1);
  }

  // Topics.

  @Test
  void durableSubscriptionKeepsMessagesWhileItsBeanIsAway() throws Exception {
    TabellaActivationSpec spec = topic();
    spec.setSubscriptionDurability("Durable");
    spec.setSubscriptionName("audit");
    spec.setClientId("me");
    Bean bean = new Bean(Server.transactions(), message -> {});
    server.adapter.endpointActivation(bean, spec);
    publishUntil(bean);
    server.adapter.endpointDeactivation(bean, spec);
    publish("while away");
    server.adapter.endpointActivation(bean, spec);
    Server.await(() -> bean.texts.contains("while away"));
  }

  @Test
  void sharedSubscriptionGivesEachMessageToOneOfItsBeans() throws Exception {
    Bean one = new Bean(NONE, message -> {});
    Bean two = new Bean(Server.transactions(), message -> {});
    for (Bean bean : List.of(one, two)) {
      TabellaActivationSpec spec = topic();
      spec.setSubscriptionShared(true);
      spec.setSubscriptionName("workers");
      spec.setConcurrency(1);
      server.adapter.endpointActivation(bean, spec);
    }
    publishUntil(one);
    publishUntil(two);
    for (int i = 0; i < 20; i++) {
      publish("m" + i);
    }
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Server.await(() -> texts(one, seen) + texts(two, seen) >= 20);
    assertThat(texts(one, seen) + texts(two, seen)).isEqualTo(20);
    assertThat(seen).hasSize(20);
  }

  private static long texts(Bean bean, Set<String> seen) {
    List<String> own = bean.texts.stream().filter(text -> text.startsWith("m")).toList();
    seen.addAll(own);
    return own.size();
  }

  private TabellaActivationSpec topic() throws ResourceException {
    TabellaActivationSpec spec = spec();
    spec.setDestination("news");
    spec.setDestinationType("jakarta.jms.Topic");
    return spec;
  }

  private void publish(String text) throws ResourceException {
    try (JMSContext context = server.factory().createContext()) {
      context.createProducer().send(context.createTopic("news"), text);
    }
  }

  /** Until it is subscribed, what is published is not for it. */
  private void publishUntil(Bean bean) throws Exception {
    while (bean.texts.isEmpty()) {
      publish("hello");
      Thread.sleep(50);
    }
  }

  // Life.

  @Test
  void deactivationWaitsForWhatIsBeingDelivered() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              began.countDown();
              Thread.sleep(500);
            });
    TabellaActivationSpec spec = spec();
    spec.setConcurrency(1);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one", "two");
    assertThat(began.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    server.adapter.endpointDeactivation(bean, spec);
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(bean.texts).containsExactly("one");
    assertThat(bean.calls).last().isEqualTo("after 1");
    assertThat(bean.released).hasValue(bean.endpoints.get());
    assertThat(server.drain("q")).containsExactly("two");
  }

  @Test
  void deliveryThatHangsIsInterruptedAfterTheTimeLimit() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    Bean bean =
        new Bean(
            Server.transactions(),
            message -> {
              began.countDown();
              Thread.sleep(60_000);
            });
    TabellaActivationSpec spec = spec();
    spec.setStopTimeoutMillis(200L);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one");
    assertThat(began.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(bean.running).hasValue(0);
    assertThat(server.drain("q")).containsExactly("one");
  }

  @Test
  void beansThatHangAreStoppedAtTheSameTime() throws Exception {
    int beans = 4;
    CountDownLatch began = new CountDownLatch(beans);
    for (int i = 0; i < beans; i++) {
      Bean bean =
          new Bean(
              NONE,
              message -> {
                began.countDown();
                Thread.sleep(60_000);
              });
      TabellaActivationSpec spec = spec();
      spec.setConcurrency(1);
      spec.setStopTimeoutMillis(1_000L);
      server.adapter.endpointActivation(bean, spec);
    }
    server.send("q", "1", "2", "3", "4");
    assertThat(began.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    long from = System.nanoTime();
    server.adapter.stop();
    assertThat(System.nanoTime() - from).isLessThan(3_000_000_000L);
  }

  @Test
  void interruptDoesNotReachTheEndOfTheTransaction() throws Exception {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch began = new CountDownLatch(1);
    Bean bean =
        new Bean(
            NONE,
            message -> {
              began.countDown();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            }) {
          @Override
          void ending() {
            interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
          }
        };
    TabellaActivationSpec spec = spec();
    spec.setStopTimeoutMillis(100L);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one");
    assertThat(began.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    server.adapter.endpointDeactivation(bean, spec);
    assertThat(interrupted).hasValue(0);
  }

  @Test
  void beanWhoseNodeHasEndedGoesOnWithAnother() throws Exception {
    Bean bean = new Bean(Server.transactions(), message -> {});
    server.adapter.setSettings(LIVELY);
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    server.fenceNodes();
    server.send("q", "two");
    Server.await(() -> bean.texts.contains("two"));
  }

  @Test
  void deactivationWaitsForDeliveriesOfAConnectionThatWasLost() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Bean bean =
        new Bean(
            NONE,
            message -> {
              began.countDown();
              goOn.await();
            });
    TabellaActivationSpec spec = spec();
    server.adapter.setSettings(LIVELY);
    server.adapter.endpointActivation(bean, spec);
    server.send("q", "one");
    assertThat(began.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    server.fenceNodes();
    Server.await(() -> Server.isThreadThere("tabella-endpoint-stop"));
    CompletableFuture<Void> deactivated =
        CompletableFuture.runAsync(() -> server.adapter.endpointDeactivation(bean, spec));
    assertThatThrownBy(() -> deactivated.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    goOn.countDown();
    deactivated.get(Server.LONG, TimeUnit.MILLISECONDS);
    assertThat(bean.running).hasValue(0);
    assertThat(bean.released).hasValue(bean.endpoints.get());
  }

  @Test
  void connectionThatIsMadeOnlyAfterDeactivationBringsNothing() throws Exception {
    CountDownLatch connecting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger lookUps = new AtomicInteger();
    TabellaQueue queue = new TabellaQueue();
    queue.setName("q");
    Names.bind(
        "jms/slow",
        () -> {
          if (lookUps.incrementAndGet() == 1) {
            throw new IllegalArgumentException("not while it is activated");
          }
          connecting.countDown();
          assertThat(goOn.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
          return queue;
        });
    Bean bean = new Bean(NONE, message -> {});
    TabellaActivationSpec spec = spec();
    spec.setDestinationLookup("jms/slow");
    server.send("q", "one");
    server.adapter.endpointActivation(bean, spec);
    assertThat(connecting.await(Server.LONG, TimeUnit.MILLISECONDS)).isTrue();
    server.adapter.endpointDeactivation(bean, spec);
    goOn.countDown();
    Server.await(server.threads::areIdle);
    assertThat(bean.endpoints).hasValue(0);
    assertThat(server.drain("q")).containsExactly("one");
  }

  @Test
  void sameSpecCanBeActivatedAgain() throws Exception {
    Bean bean = new Bean(NONE, message -> {});
    TabellaActivationSpec spec = spec();
    for (int i = 1; i <= 3; i++) {
      server.adapter.endpointActivation(bean, spec);
      server.send("q", "m" + i);
      arrived(bean, i);
      server.adapter.endpointDeactivation(bean, spec);
    }
    assertThat(bean.texts).containsExactly("m1", "m2", "m3");
  }

  @Test
  void twoBeansWithEqualSpecsLiveAndDieEachOnItsOwn() throws Exception {
    Bean one = new Bean(NONE, message -> {});
    Bean two = new Bean(NONE, message -> {});
    TabellaActivationSpec specOfOne = spec();
    server.adapter.endpointActivation(one, specOfOne);
    server.adapter.endpointActivation(two, spec());
    server.adapter.endpointDeactivation(one, specOfOne);
    server.send("q", "for two");
    arrived(two, 1);
    assertThat(one.texts).isEmpty();
  }

  @Test
  void stoppingTheAdapterStopsItsBeans() throws Exception {
    Bean bean = new Bean(Server.transactions(), message -> {});
    server.adapter.endpointActivation(bean, spec());
    server.send("q", "one");
    arrived(bean, 1);
    server.adapter.stop();
    assertThat(bean.released).hasValue(bean.endpoints.get());
    server.adapter.endpointDeactivation(bean, spec());
    server.adapter.start(server.threads);
    server.send("q", "two");
    assertThat(server.drain("q")).containsExactly("two");
  }

  @Test
  void activationGoesOnUntilTheDatabaseIsThere() throws Exception {
    Path later = folder.resolve("later");
    TabellaActivationSpec spec = spec();
    // H2 makes no folder here as long as something else has its name.
    java.nio.file.Files.writeString(later, "in the way");
    spec.setUrl("jdbc:h2:" + later.resolve("store"));
    Bean bean = new Bean(Server.transactions(), message -> {});
    server.adapter.endpointActivation(bean, spec);
    Thread.sleep(1_000);
    assertThat(bean.endpoints).hasValue(0);
    java.nio.file.Files.delete(later);
    TabellaManagedConnectionFactory factory = server.managedFactory();
    factory.setUrl(spec.getUrl());
    Server.await(() -> sent(factory));
    arrived(bean, 1);
  }

  private static boolean sent(TabellaManagedConnectionFactory factory) {
    try (JMSContext context =
        ((ConnectionFactory) factory.createConnectionFactory()).createContext()) {
      context.createProducer().send(context.createQueue("q"), "one");
      return true;
    } catch (jakarta.jms.JMSRuntimeException e) {
      return false;
    }
  }

  // What is wrong is said.

  @Test
  void specSaysAllThatIsWrongWithIt() throws Exception {
    TabellaActivationSpec spec = new TabellaActivationSpec();
    spec.setDestinationType("javax.jms.Queue");
    spec.setSubscriptionDurability("Durable");
    spec.setAcknowledgeMode("Client-acknowledge");
    spec.setConcurrency(0);
    spec.setSettings("prefetch");
    assertThatThrownBy(spec::validate)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContainingAll(
            "destinationLookup",
            "javax.jms.Queue",
            "subscriptionName",
            "clientId",
            "Client-acknowledge",
            "concurrency is 0",
            "\"prefetch\" is no setting");
    TabellaActivationSpec good = spec();
    good.validate();
    good.setPassword("secret");
    good.setUrl("jdbc:x:y?password=secret");
    assertThat(good.toString()).contains("jdbc:x:y").doesNotContain("secret");
  }

  @Test
  void administeredObjectsKnowTheirNameByAllItsProperties() throws JMSException {
    TabellaQueue queue = new TabellaQueue();
    queue.setPhysicalName("orders");
    assertThat(queue.getQueueName()).isEqualTo("orders");
    assertThat(queue.getName()).isEqualTo("orders");
    TabellaTopic topic = new TabellaTopic();
    assertThatThrownBy(topic::getTopicName).hasMessageContaining("property name");
    topic.setName("news");
    assertThat(topic.getTopicName()).isEqualTo("news");
  }
}
