package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class UncheckedTest {

  static Stream<Arguments> twins() {
    return Stream.of(
        twins(JMSException::new, JMSRuntimeException.class),
        twins(IllegalStateException::new, IllegalStateRuntimeException.class),
        twins(InvalidClientIDException::new, InvalidClientIDRuntimeException.class),
        twins(InvalidDestinationException::new, InvalidDestinationRuntimeException.class),
        twins(InvalidSelectorException::new, InvalidSelectorRuntimeException.class),
        twins(JMSSecurityException::new, JMSSecurityRuntimeException.class),
        twins(MessageFormatException::new, MessageFormatRuntimeException.class),
        twins(MessageNotWriteableException::new, MessageNotWriteableRuntimeException.class),
        twins(ResourceAllocationException::new, ResourceAllocationRuntimeException.class),
        twins(TransactionInProgressException::new, TransactionInProgressRuntimeException.class),
        twins(TransactionRolledBackException::new, TransactionRolledBackRuntimeException.class),
        // The API has no twins of these two.
        twins(MessageEOFException::new, JMSRuntimeException.class),
        twins(MessageNotReadableException::new, JMSRuntimeException.class));
  }

  private static Arguments twins(
      BiFunction<String, String, JMSException> original, Class<?> expected) {
    return Arguments.of(original.apply("why", "CODE"), expected);
  }

  @ParameterizedTest
  @MethodSource("twins")
  void twinHasEverythingOfTheOriginal(JMSException original, Class<?> expected) {
    Exception cause = new Exception("the cause");
    Exception suppressed = new Exception("suppressed");
    original.initCause(cause);
    original.addSuppressed(suppressed);

    JMSRuntimeException twin = Unchecked.twin(original);

    assertThat(twin)
        .isExactlyInstanceOf(expected)
        .hasMessage("why")
        .hasFieldOrPropertyWithValue("errorCode", "CODE")
        .hasCause(cause)
        .hasSuppressedException(suppressed);
    assertThat(twin.getStackTrace()).isEqualTo(original.getStackTrace());
  }

  @Test
  void linkedExceptionIsTheCauseWhereThereIsNoOther() {
    JMSException original = new JMSException("why");
    original.setLinkedException(new Exception("linked"));

    assertThat(Unchecked.twin(original).getCause()).isSameAs(original.getLinkedException());
  }

  @Test
  void whatIsThrownByACallIsTheTwin() {
    Unchecked.Step refused =
        () -> {
          throw new IllegalStateException("no");
        };

    assertThatThrownBy(() -> Unchecked.run(refused))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(
            () ->
                Unchecked.get(
                    () -> {
                      refused.take();
                      return "";
                    }))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(
            () ->
                Unchecked.getOrNull(
                    () -> {
                      refused.take();
                      return null;
                    }))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
  }
}
