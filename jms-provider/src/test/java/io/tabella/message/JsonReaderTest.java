package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tabella.message.JsonReader.Num;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259, as far as we write it. */
@NullUnmarked
final class JsonReaderTest {

  @Test
  void objectsAreReadInTheirOrder() {
    assertThat(JsonReader.readObject(" { \"b\" : 1 ,\t\"a\":[true,false,null],\"\":{}\r\n} "))
        .containsExactly(
            entry("b", new Num("1")),
            entry("a", java.util.Arrays.asList(true, false, null)),
            entry("", java.util.Map.of()));
    assertThat(JsonReader.readObject("{}")).isEmpty();
    assertThat(JsonReader.readArray(" [ ] ")).isEmpty();
  }

  @Test
  void everyEscapeIsUnderstood() {
    assertThat(JsonReader.readArray("[\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00z\",\"\"]"))
        .containsExactly("a\"\\/\b\f\n\r\té😀z", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "12", "-1.5", "1e5", "1E+5", "1.0e-5", "9007199254740993"})
  void numbersKeepTheirDigits(String digits) {
    assertThat(JsonReader.readArray("[" + digits + "]")).containsExactly(new Num(digits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "{}x",
        "{} {}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":TRUE}",
        "{\"a\":\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u１２３４\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\n\u0001\"}",
        "{\"a\":\"\\",
        "{\"a\":1",
        "{\"a\":[1,2}",
        "{\"a\":[[1]]}",
        "{\"a\":{\"b\":{}}}",
        "\uFEFF{}",
        "null"
      })
  void anythingElseIsMalformed(String json) {
    assertThatThrownBy(() -> JsonReader.readObject(json))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void placeOfTheMistakeIsTold() {
    assertThatThrownBy(() -> JsonReader.readObject("{\"a\":1;}"))
        .hasMessage("not JSON of ours at position 6: '}' expected");
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    assertThatThrownBy(() -> JsonReader.readArray("[".repeat(1_000_000)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1]}",
        "{\"a\":{}}",
        "{\"a\":1,\"\":5}",
        "{\"a\":3000000000}",
        "{\"a\":\"x\",\"\":{\"a\":\"long\"}}",
        "{\"a\":1.5,\"\":{\"a\":\"long\"}}",
        "{\"a\":300,\"\":{\"a\":\"byte\"}}",
        "{\"a\":\"xy\",\"\":{\"a\":\"char\"}}",
        "{\"a\":\"?\",\"\":{\"a\":\"bytes\"}}",
        "{\"a\":true,\"\":{\"a\":\"long\"}}",
        "{\"a\":null,\"\":{\"a\":\"long\"}}",
        "{\"a\":1,\"\":{\"a\":\"decimal\"}}"
      })
  void valueThatDoesNotFitItsTypeIsMalformed(String json) {
    assertThatThrownBy(() -> TypedJson.readMap(json)).isInstanceOf(MalformedJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[1]]", "[{}]", "[{\"long\":1,\"byte\":2}]", "[{\"decimal\":1}]"})
  void rowHoldsNothingButValues(String json) {
    assertThatThrownBy(() -> TypedJson.readList(json)).isInstanceOf(MalformedJsonException.class);
  }
}
