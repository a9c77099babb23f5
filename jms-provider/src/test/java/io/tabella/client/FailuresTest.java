package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.service.StoppedException;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.StoreAccessException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreUnavailableException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailuresTest {

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(new StoreAccessException("why", null), JMSSecurityException.class, "ACCESS"),
        kind(
            new StoreRejectedException("why", null), ResourceAllocationException.class, "REJECTED"),
        kind(new StoreUnavailableException("why", null), JMSException.class, "UNAVAILABLE"),
        kind(new StoreSetupException("why", null), JMSException.class, "SETUP"),
        kind(new FencedException("why", null), JMSException.class, "FENCED"),
        kind(new StoppedException("why"), jakarta.jms.IllegalStateException.class, "STOPPED"),
        kind(new NullPointerException("why"), JMSException.class, "INTERNAL"));
  }

  private static Arguments kind(Exception cause, Class<?> translated, String code) {
    return Arguments.of(cause, translated, code);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void translationKeepsTextAndCauseAndTellsTheKind(
      Exception cause, Class<?> translated, String code) {
    JMSException failure = Failures.translate("It was not done", cause);

    assertThat(failure).isExactlyInstanceOf(translated);
    assertThat(failure).hasMessageStartingWith("It was not done: why").hasCause(cause);
    assertThat(failure.getLinkedException()).isSameAs(cause);
    assertThat(failure.getErrorCode()).isEqualTo(code);
  }

  @Test
  void failedCommitSaysThatAllIsRolledBack() {
    assertThat(Failures.notCommitted(new StoreUnavailableException("no database", null)))
        .isExactlyInstanceOf(TransactionRolledBackException.class)
        .hasMessage("The transaction was rolled back: no database");
  }

  @Test
  void exceptionWithoutTextIsNamedByItsClass() {
    assertThat(Failures.textOf(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void commitOfUnknownOutcomeIsNotSaidToBeRolledBack() {
    CommitUnknownException cause = new CommitUnknownException("no answer", null);

    JMSException failure = Failures.notCommitted(cause);

    assertThat(failure).isExactlyInstanceOf(JMSException.class).hasCause(cause);
    assertThat(failure).hasMessageContaining("may or may not be stored");
    assertThat(failure.getErrorCode()).isEqualTo("UNKNOWN");
  }

  @Test
  void sendOfUnknownOutcomeIsNotSaidToHaveFailed() {
    JMSException failure =
        Failures.translate(
            "The message was not sent", new CommitUnknownException("no answer", null));

    assertThat(failure)
        .hasMessageContaining("may or may not be stored")
        .hasMessageNotContaining("was not sent");
  }
}
