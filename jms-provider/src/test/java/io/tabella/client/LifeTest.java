package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

final class LifeTest {

  private final Life life = new Life("session");

  @Test
  void onlyOneCallerCloses() {
    assertThat(life.beginClosing()).isTrue();
    assertThat(life.beginClosing()).isFalse();
  }

  @Test
  void everythingMayBeUsedUntilItIsClosed() throws JMSException {
    life.beginClosing();

    life.check();
    assertThat(life.isOpen()).isFalse();
  }

  @Test
  void whatIsClosedSaysSo() {
    life.beginClosing();
    life.end();

    life.awaitEnd();
    assertThatThrownBy(life::check)
        .isInstanceOf(jakarta.jms.IllegalStateException.class)
        .hasMessage("This session is closed.");
  }
}
