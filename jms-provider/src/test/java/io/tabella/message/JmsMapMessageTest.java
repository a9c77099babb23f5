package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** Jakarta Messaging 3.1, 3.11. */
@NullUnmarked
final class JmsMapMessageTest {

  private final JmsMapMessage message = new JmsMapMessage();

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofBodies")
  void valueSetAsOneTypeIsReadAsAnotherOrRefused(
      String row, Object value, String column, Object expected) throws JMSException {
    set(row, value);
    if (expected == null) {
      assertThatThrownBy(() -> get(column))
          .isInstanceOf(MessageFormatException.class)
          .hasMessageContaining("map entry e ");
    } else {
      assertThat(get(column)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofBodies")
  void objectEntryConvertsLikeTheTypedOne(String row, Object value, String column, Object expected)
      throws JMSException {
    message.setObject("e", value);
    assertThat(message.getObject("e")).isEqualTo(value);
    if (expected == null) {
      assertThatThrownBy(() -> get(column)).isInstanceOf(MessageFormatException.class);
    } else {
      assertThat(get(column)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#ofNull")
  void missingEntryAndNullEntryAreReadAsNull(String column, Object expected) throws JMSException {
    checkNull(column, expected);
    assertThat(message.itemExists("e")).isFalse();
    message.setObject("e", null);
    checkNull(column, expected);
    assertThat(message.itemExists("e")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.tabella.message.ConversionTable#numbers")
  void stringThatIsNoNumberIsANumberFormatException(String column) throws JMSException {
    message.setString("e", "seven");
    assertThatThrownBy(() -> get(column)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @NullAndEmptySource
  void entryNeedsAName(String name) {
    assertThatThrownBy(() -> message.setInt(name, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message.setString(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message.setBytes(name, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message.setBytes(name, new byte[1], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message.setObject(name, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyOtherNameWillDo() throws JMSException {
    message.setInt("not an identifier!", 1);
    assertThat(message.getInt("not an identifier!")).isEqualTo(1);
  }

  @Test
  void bytesAreCopiedInAndOut() throws JMSException {
    byte[] bytes = {1, 2, 3, 4};
    message.setBytes("all", bytes);
    message.setObject("object", bytes);
    message.setBytes("part", bytes, 1, 2);
    bytes[1] = 99;
    message.getBytes("all")[0] = 99;
    ((byte[]) message.getObject("object"))[0] = 99;
    assertThat(message.getBytes("all")).containsExactly(1, 2, 3, 4);
    assertThat(message.getBytes("object")).containsExactly(1, 2, 3, 4);
    assertThat(message.getBytes("part")).containsExactly(2, 3);
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> message.setObject("e", Map.of()))
        .isInstanceOf(MessageFormatException.class);
    assertThatThrownBy(() -> message.setObject("e", new Byte[] {1}))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void namesAreEnumerated() throws JMSException {
    message.setInt("b", 1);
    message.setInt("a", 2);
    assertThat(Collections.list(message.getMapNames())).containsExactly("b", "a");
  }

  @Test
  void bodyIsACopyOfTheMap() throws JMSException {
    message.setInt("a", 1);
    message.setString("b", null);
    message.setBytes("c", new byte[] {1});
    Map<?, ?> body = message.getBody(Map.class);
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", 1);
    expected.put("b", null);
    expected.put("c", new byte[] {1});
    assertThat(body.keySet()).hasToString(expected.keySet().toString());
    assertThat(body.get("a")).isEqualTo(1);
    assertThat(body.get("b")).isNull();
    ((byte[]) body.get("c"))[0] = 99;
    assertThat(message.getBytes("c")).containsExactly(1);
  }

  @Test
  void bodyIsAMapOrAnObjectAndNothingElse() throws JMSException {
    message.setInt("a", 1);
    assertThat(message.isBodyAssignableTo(Map.class)).isTrue();
    assertThat(message.isBodyAssignableTo(Object.class)).isTrue();
    assertThat(message.isBodyAssignableTo(HashMap.class)).isFalse();
    assertThat(message.isBodyAssignableTo(String.class)).isFalse();
    assertThatThrownBy(() -> message.getBody(HashMap.class))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void emptyMapIsNoBody() throws JMSException {
    assertThat(message.isBodyAssignableTo(String.class)).isTrue();
    assertThat(message.getBody(String.class)).isNull();
  }

  private void checkNull(String column, Object expected) throws JMSException {
    if (expected instanceof Class<?> exception) {
      assertThatThrownBy(() -> get(column)).isInstanceOf(exception);
    } else {
      assertThat(get(column)).isEqualTo(expected);
    }
  }

  private void set(String type, Object value) throws JMSException {
    switch (type) {
      case "boolean" -> message.setBoolean("e", (boolean) value);
      case "byte" -> message.setByte("e", (byte) value);
      case "short" -> message.setShort("e", (short) value);
      case "char" -> message.setChar("e", (char) value);
      case "int" -> message.setInt("e", (int) value);
      case "long" -> message.setLong("e", (long) value);
      case "float" -> message.setFloat("e", (float) value);
      case "double" -> message.setDouble("e", (double) value);
      case "String" -> message.setString("e", (String) value);
      case "byte[]" -> message.setBytes("e", (byte[]) value);
      default -> throw new AssertionError(type);
    }
  }

  private Object get(String type) throws JMSException {
    return switch (type) {
      case "boolean" -> message.getBoolean("e");
      case "byte" -> message.getByte("e");
      case "short" -> message.getShort("e");
      case "char" -> message.getChar("e");
      case "int" -> message.getInt("e");
      case "long" -> message.getLong("e");
      case "float" -> message.getFloat("e");
      case "double" -> message.getDouble("e");
      case "String" -> message.getString("e");
      case "byte[]" -> message.getBytes("e");
      default -> throw new AssertionError(type);
    };
  }
}
