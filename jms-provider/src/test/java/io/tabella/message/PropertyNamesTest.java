package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 3.5.1, 3.5.9, 3.5.10 and 3.8.1.1. */
@NullUnmarked
final class PropertyNamesTest {

  private final JmsMessage message = new JmsMessage();

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "1st",
        "a b",
        "a-b",
        "a.b",
        "é!",
        "NULL",
        "TRUE",
        "FALSE",
        "NOT",
        "AND",
        "OR",
        "BETWEEN",
        "LIKE",
        "IN",
        "IS",
        "ESCAPE",
        "not",
        "Between",
        "JMSPriority",
        "JMSType"
      })
  void nameThatNoSelectorCouldUseIsRefused(String name) {
    assertThatThrownBy(() -> message.setIntProperty(name, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message.setObjectProperty(name, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(message.propertyExists(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "_", "$x", "größe", "注文", "NOTE", "Inn", "JMS_VENDOR_x", "JMS_TABELLA_x"})
  void javaIdentifiersAreNames(String name) throws JMSException {
    message.setIntProperty(name, 1);
    assertThat(message.getIntProperty(name)).isEqualTo(1);
  }

  @Test
  void namesDifferByCase() throws JMSException {
    message.setIntProperty("a", 1);
    assertThat(message.propertyExists("A")).isFalse();
  }

  @Test
  void groupBelongsToTheApplication() throws JMSException {
    message.setStringProperty("JMSXGroupID", "g");
    message.setIntProperty("JMSXGroupSeq", 2);
    assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("g");
    assertThat(message.getIntProperty("JMSXGroupSeq")).isEqualTo(2);
  }

  @Test
  void groupHasTheTypesOfTheSpecification() {
    assertThatThrownBy(() -> message.setIntProperty("JMSXGroupID", 1))
        .isInstanceOf(MessageFormatException.class)
        .hasMessage("property JMSXGroupID must be a String, not a java.lang.Integer");
    assertThatThrownBy(() -> message.setStringProperty("JMSXGroupSeq", "1"))
        .isInstanceOf(MessageFormatException.class)
        .hasMessage("property JMSXGroupSeq must be an int, not a java.lang.String");
  }

  @Test
  void supportedJmsxNamesAreTold() {
    assertThat(JmsxProperties.always())
        .containsExactly(
            "JMSXGroupID",
            "JMSXGroupSeq",
            "JMSXDeliveryCount",
            "JMSXRcvTimestamp",
            "JMSXConsumerTXID");
  }
}
