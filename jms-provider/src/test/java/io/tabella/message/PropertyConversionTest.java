package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jakarta Messaging 3.1, 3.5.4 and 3.5.5. */
@NullUnmarked
final class PropertyConversionTest {

  private final JmsMessage message = new JmsMessage();

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofProperties")
  void valueSetAsOneTypeIsReadAsAnotherOrRefused(
      String row, Object value, String column, Object expected) throws JMSException {
    set(message, row, value);
    if (expected == null) {
      assertThatThrownBy(() -> get(message, column))
          .isInstanceOf(MessageFormatException.class)
          .hasMessageContaining("property p ");
    } else {
      assertThat(get(message, column)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofProperties")
  void objectPropertyConvertsLikeTheTypedOne(
      String row, Object value, String column, Object expected) throws JMSException {
    message.setObjectProperty("p", value);
    assertThat(message.getObjectProperty("p")).isEqualTo(value);
    if (expected == null) {
      assertThatThrownBy(() -> get(message, column)).isInstanceOf(MessageFormatException.class);
    } else {
      assertThat(get(message, column)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofNullProperties")
  void missingPropertyIsReadAsNull(String column, Object expected) throws JMSException {
    checkNull(column, expected);
    assertThat(message.propertyExists("p")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofNullProperties")
  void nullPropertyIsReadLikeAMissingOne(String column, Object expected) throws JMSException {
    message.setObjectProperty("p", null);
    checkNull(column, expected);
    assertThat(message.propertyExists("p")).isTrue();
    assertThat(message.getObjectProperty("p")).isNull();
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#numbers")
  void stringThatIsNoNumberIsANumberFormatException(String column) throws JMSException {
    message.setStringProperty("p", "seven");
    assertThatThrownBy(() -> get(message, column))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("property p is the String \"seven\" and cannot be read as " + column);
  }

  @Test
  void stringIsTrueAsBooleanValueOfSays() throws JMSException {
    message.setStringProperty("p", "TRUE");
    assertThat(message.getBooleanProperty("p")).isTrue();
    message.setStringProperty("p", "yes");
    assertThat(message.getBooleanProperty("p")).isFalse();
  }

  @Test
  void otherTypesCannotBeProperties() {
    for (Object value : List.of('c', new byte[1], new Object(), List.of(), new Thread())) {
      assertThatThrownBy(() -> message.setObjectProperty("p", value))
          .isInstanceOf(MessageFormatException.class);
    }
    assertThat(message.propertyExists("p")).isFalse();
  }

  @Test
  void namesAreEnumeratedWithoutHeaderFields() throws JMSException {
    message.setJMSType("car");
    message.setIntProperty("b", 1);
    message.setIntProperty("a", 2);
    message.setIntProperty("b", 3);
    assertThat(Collections.list(message.getPropertyNames())).containsExactly("b", "a");
  }

  @Test
  void propertiesMayBeSetWhileNamesAreEnumerated() throws JMSException {
    message.setIntProperty("a", 1);
    var names = message.getPropertyNames();
    message.setIntProperty("b", 2);
    assertThat(Collections.list(names)).containsExactly("a");
  }

  private void checkNull(String column, Object expected) throws JMSException {
    if (expected instanceof Class<?> exception) {
      assertThatThrownBy(() -> get(message, column))
          .isInstanceOf(exception)
          .hasMessage("property p is null and cannot be read as " + column);
    } else {
      assertThat(get(message, column)).isEqualTo(expected);
    }
  }

  private static void set(Message message, String type, Object value) throws JMSException {
    switch (type) {
      case "boolean" -> message.setBooleanProperty("p", (boolean) value);
      case "byte" -> message.setByteProperty("p", (byte) value);
      case "short" -> message.setShortProperty("p", (short) value);
      case "int" -> message.setIntProperty("p", (int) value);
      case "long" -> message.setLongProperty("p", (long) value);
      case "float" -> message.setFloatProperty("p", (float) value);
      case "double" -> message.setDoubleProperty("p", (double) value);
      case "String" -> message.setStringProperty("p", (String) value);
      default -> throw new AssertionError(type);
    }
  }

  private static Object get(Message message, String type) throws JMSException {
    return switch (type) {
      case "boolean" -> message.getBooleanProperty("p");
      case "byte" -> message.getByteProperty("p");
      case "short" -> message.getShortProperty("p");
      case "int" -> message.getIntProperty("p");
      case "long" -> message.getLongProperty("p");
      case "float" -> message.getFloatProperty("p");
      case "double" -> message.getDoubleProperty("p");
      case "String" -> message.getStringProperty("p");
      default -> throw new AssertionError(type);
    };
  }
}
