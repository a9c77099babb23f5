package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.tabella.extension.CommitListener;
import io.tabella.it.kit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jms.core.JmsTemplate;

/** What an operator sees of an application. */
class ObservedApplicationTest extends BootBehaviour {

  private static String get(ConfigurableApplicationContext shop, String path) {
    String port = shop.getEnvironment().getProperty("local.server.port");
    return Eventually.unchecked(
        () ->
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port + "/actuator/" + path))
                        .build(),
                    BodyHandlers.ofString())
                .body());
  }

  @Test
  void healthSaysThatTheDatabaseAnswers() {
    ConfigurableApplicationContext shop = start(Shop.class);

    assertThat(get(shop, "health/tabella")).contains("\"status\":\"UP\"").contains("\"nodes\":1");
  }

  @Test
  void healthMayBeSwitchedOff() {
    ConfigurableApplicationContext shop =
        start(Shop.class, "management.health.tabella.enabled=false");

    assertThat(get(shop, "health")).doesNotContain("tabella");
  }

  @Test
  void metersCountWhatIsDone() {
    ConfigurableApplicationContext shop = start(Shop.class);
    shop.getBean(Shop.Orders.class).take("order");
    shop.getBean(Shop.Orders.class).take("poison");
    awaitBills(1);
    MeterRegistry meters = shop.getBean(MeterRegistry.class);
    Eventually.eventually(
        () -> "not given up", () -> counted(meters, "tabella.messages.deadlettered") == 1);

    assertThat(counted(meters, "tabella.messages.received")).isEqualTo(4);
    assertThat(counted(meters, "tabella.messages.redelivered")).isEqualTo(2);
    // Two orders, a reply, and three replies whose transactions were rolled back.
    assertThat(counted(meters, "tabella.messages.sent")).isEqualTo(6);
    assertThat(meters.get("tabella.commit").timer().count()).isPositive();
    assertThat(meters.get("tabella.commit.units").summary().mean()).isGreaterThanOrEqualTo(1);
    assertThat(get(shop, "metrics/tabella.messages.sent")).contains("COUNT");
  }

  private static double counted(MeterRegistry meters, String name) {
    return meters.get(name).functionCounter().count();
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Shop.class)
  static class Listening {

    @Bean
    AtomicLong commits() {
      return new AtomicLong();
    }

    @Bean
    CommitListener listener(AtomicLong commits) {
      return (units, messages, nanos) -> commits.incrementAndGet();
    }
  }

  @Test
  void commitsAreToldToTheApplicationAsWellAsToMeters() {
    ConfigurableApplicationContext shop = start(Listening.class);
    shop.getBean(JmsTemplate.class).convertAndSend("queue", "text");

    assertThat(shop.getBean(AtomicLong.class).get()).isPositive();
    assertThat(shop.getBean(MeterRegistry.class).get("tabella.commit").timer().count())
        .isPositive();
  }

  @Test
  void metersTellWhatWaits() {
    ConfigurableApplicationContext shop =
        start(Shop.class, "management.metrics.tabella.interval=100ms");
    JmsTemplate jms = shop.getBean(JmsTemplate.class);
    for (int i = 0; i < 3; i++) {
      jms.convertAndSend("waiting", "m" + i);
    }
    MeterRegistry meters = shop.getBean(MeterRegistry.class);

    Eventually.eventually(
        () -> "not counted: " + get(shop, "metrics/tabella.queue.messages"),
        () ->
            meters.find("tabella.queue.messages").tag("queue", "waiting").gauges().stream()
                .anyMatch(gauge -> gauge.value() == 3));
    assertThat(meters.get("tabella.queue.oldest").tag("queue", "waiting").gauge().value())
        .isBetween(0.0, 120.0);
    assertThat(get(shop, "metrics/tabella.queue.messages?tag=queue:waiting")).contains("3.0");
  }

  @Test
  void traceGoesWithTheMessage() {
    ConfigurableApplicationContext shop = start(Shop.class);
    Tracer tracer = shop.getBean(Tracer.class);
    AtomicReference<String> trace = new AtomicReference<>("");
    Observation.createNotStarted("test", shop.getBean(ObservationRegistry.class))
        .observe(
            () -> {
              trace.set(Objects.requireNonNull(tracer.currentSpan()).context().traceId());
              shop.getBean(Shop.Orders.class).take("order");
            });
    awaitBills(1);

    assertThat(shop.getBean(Shop.Biller.class).traces())
        .singleElement()
        .asString()
        .matches("00-" + trace.get() + "-[0-9a-f]{16}-01");
  }
}
