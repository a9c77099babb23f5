package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jms.core.JmsTemplate;

/** An application whose rows and messages are in one database. */
class JoinedApplicationTest extends BootBehaviour {

  @Test
  void orderAndItsMessageAreThereTogetherOrNotAtAll() throws Exception {
    ConfigurableApplicationContext shop = start(Shop.class);
    Shop.Orders orders = shop.getBean(Shop.Orders.class);
    for (int i = 0; i < 20; i++) {
      orders.take("order-" + (10 + i));
      int refused = i;
      assertThatThrownBy(() -> orders.take("refused-" + refused))
          .isInstanceOf(IllegalArgumentException.class);
    }

    awaitBills(20);
    assertThat(orders()).isEqualTo(bills());
    assertThat(shop.getBean(Shop.Biller.class).counts()).hasSize(20);
  }

  @Test
  void billThatFailsEndsInTheDeadLetterQueueAndLeavesNothing() throws Exception {
    ConfigurableApplicationContext shop = start(Shop.class);
    JmsTemplate jms = shop.getBean(JmsTemplate.class);
    jms.setReceiveTimeout(20_000);
    shop.getBean(Shop.Orders.class).take("poison");

    Message dead = Objects.requireNonNull(jms.receive("DLQ"));
    assertThat(((TextMessage) dead).getText()).isEqualTo("poison");
    assertThat(shop.getBean(Shop.Biller.class).counts())
        .containsExactly("poison 1", "poison 2", "poison 3");
    assertThat(bills()).isEmpty();
    jms.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
    assertThat(jms.receive("replies")).as("a reply of a bill that was rolled back").isNull();
  }

  @Test
  void messagesMayBeElsewhere() throws Exception {
    ConfigurableApplicationContext shop =
        start(
            Shop.class,
            "tabella.url=" + database.jdbcUrl(),
            "tabella.user=" + database.user(),
            "tabella.password=" + database.password(),
            "tabella.table-prefix=apart_");
    assertThat(shop.getBean(TabellaConnectionFactory.class).isJoinTransactions()).isFalse();
    assertThatThrownBy(() -> shop.getBean(Shop.Orders.class).take("refused"))
        .isInstanceOf(IllegalArgumentException.class);

    // Sent all the same, as with any broker.
    awaitBills(1);
    assertThat(orders()).isEmpty();
  }

  @Test
  void failedListenerGetsItsMessageAgainWithoutAJoinedDataSource() throws Exception {
    ConfigurableApplicationContext shop =
        start(Shop.class, "tabella.join-transactions=false", "tabella.table-prefix=apart_");
    shop.getBean(Shop.Orders.class).take("poison");

    Shop.Biller biller = shop.getBean(Shop.Biller.class);
    Eventually.eventually(() -> "tried: " + biller.counts(), () -> biller.counts().size() == 3);
    assertThat(biller.counts()).containsExactly("poison 1", "poison 2", "poison 3");
  }

  @Test
  void unknownPropertyKeepsTheApplicationFromStarting() {
    assertThatThrownBy(() -> start(Shop.class, "tabella.prefech=10"))
        .hasStackTraceContaining("tabella.prefech");
    assertThatThrownBy(() -> start(Shop.class, "tabella.prefetch=-10"))
        .hasStackTraceContaining("Setting prefetch does not take the value '-10'");
  }
}
