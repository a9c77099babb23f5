package io.tabella.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, 3.8.1. */
final class SelectorTest {

  private static final Map<String, @Nullable Object> MESSAGE = new HashMap<>();

  static {
    MESSAGE.put("JMSType", "car");
    MESSAGE.put("JMSPriority", 4);
    MESSAGE.put("color", "blue");
    MESSAGE.put("weight", 3000);
    MESSAGE.put("price", 2.5f);
    MESSAGE.put("exact", 2.5);
    MESSAGE.put("small", (byte) 7);
    MESSAGE.put("sold", true);
    MESSAGE.put("phone", "12993");
    MESSAGE.put("underscored", "_foo");
    MESSAGE.put("quoted", "it's");
    MESSAGE.put("$_x1", "id");
    MESSAGE.put("odd", 'c');
  }

  private static boolean matches(String selector) {
    return Selector.parse(selector).matches(MESSAGE::get);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JMSType = 'car' AND color = 'blue' AND weight > 2500",
        "phone LIKE '12%3'",
        "underscored LIKE '\\_%' ESCAPE '\\'",
        "color NOT IN ('UK', 'US')",
        "color IN ('red', 'blue')",
        "weight BETWEEN 3000 AND 3000",
        "weight NOT BETWEEN 15 AND 19",
        "quoted = 'it''s'",
        "missing IS NULL",
        "color IS NOT NULL",
        "NOT weight < 5",
        "weight = 0xBB8",
        "weight = 0XBB8L",
        "weight = 05670",
        "weight = 3000L",
        "weight = 3e3",
        "weight = 3000.",
        "exact = 2.5d",
        "exact = .25E1",
        "price = 2.5",
        "weight = 3000.0",
        "-weight = -3000",
        "+weight - 1 * 2 = 2998",
        "weight / 7 = 428",
        "weight / 7.0 > 428.5",
        "(weight + 1) * 2 = 6002",
        "2 - 1 - 1 = 0",
        "8 / 2 / 2 = 2",
        "sold",
        "sold = TRUE",
        "sold <> false",
        "TRUE",
        "missing = 1 OR sold",
        "color = 'blue' OR missing > 4",
        "NOT (missing = 1 AND FALSE)",
        "small = 7 and not small = 8",
        "$_x1 = 'id'",
        "JMSPriority >= 4",
        "weight > -9223372036854775808",
        "color LIKE 'bl_e'",
        "color LIKE '%'",
        "color LIKE '%l%'",
        "color NOT LIKE 'b'",
        "\tsold\n"
      })
  void isTrue(String selector) {
    assertThat(matches(selector)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing = 1",
        "missing <> 1",
        "NOT (missing = 1)",
        "missing LIKE '%'",
        "missing NOT LIKE '%'",
        "missing IN ('a')",
        "missing NOT IN ('a')",
        "missing BETWEEN 1 AND 2",
        "missing + 1 > 0",
        "missing",
        "weight / 0 = 1",
        "NOT (weight / 0 = 1)",
        "color = 3000",
        "color <> 3000",
        "weight = '3000'",
        "weight <> '3000'",
        "sold = 'TRUE'",
        "color",
        "weight LIKE '3%'",
        "weight NOT LIKE 'x'",
        "Color = 'blue'",
        "odd = 'c'",
        "sold AND missing = 1",
        "color LIKE 'bl'",
        "color LIKE '_'",
        "color LIKE 'BLUE'",
        "underscored LIKE 'x\\_%' ESCAPE '\\'",
        "FALSE OR FALSE"
      })
  void isFalseOrUnknown(String selector) {
    assertThat(matches(selector)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          price >              | 8  | a value is missing at the end
          = 5                  | 1  | a value is missing before =
          5                    | 1  | a condition must stand here
          'a'                  | 1  | a condition must stand here
          1 + 'a' = 2          | 5  | a number must stand here
          'a' AND TRUE         | 1  | a condition must stand here
          a > 'b'              | 5  | a number must stand here
          a == 1               | 3  | write = instead of ==
          a != 1               | 3  | write <> instead of !=
          a && b               | 3  | write AND instead of &&
          a = 'b               | 5  | no quote at its end
          a = 1 b = 2          | 7  | an operator is missing before it
          a IN ()              | 7  | takes strings
          a IN (1)             | 7  | takes strings
          a LIKE 5             | 8  | takes strings
          a LIKE 'x' ESCAPE ''  | 19 | one character
          a LIKE 'x!' ESCAPE '!' | 8 | nothing follows the escape
          5 IS NULL            | 1  | alone
          a NOT = 5            | 7  | BETWEEN, IN or LIKE must follow NOT
          a BETWEEN 1 OR 2     | 13 | AND must stand here
          (a = 1               | 7  | ) must stand here
          a = 99999999999999999999 | 5 | at most 64 bits
          a = 1x               | 5  | must not go on with x
          a = 09               | 5  | whole number
          JMSReplyTo = 'q'     | 1  | cannot be selected by
          NULL = 1             | 1  | a value is missing before NULL
          a # 1                | 3  | has no meaning here
          """)
  void wrongOnesAreRefusedWithTheirPosition(String selector, int position, String problem) {
    assertThatThrownBy(() -> Selector.parse(selector))
        .isInstanceOf(SelectorException.class)
        .hasMessageContaining("position " + position + ":")
        .hasMessageContaining(problem);
  }

  @Test
  void nothingThatIsLongOrDeepExhaustsTheStack() {
    assertThatThrownBy(() -> Selector.parse("(".repeat(10_000) + "a" + ")".repeat(10_000)))
        .isInstanceOf(SelectorException.class)
        .hasMessageContaining("nested");
    assertThatThrownBy(() -> Selector.parse("NOT ".repeat(10_000) + "a"))
        .isInstanceOf(SelectorException.class);
    assertThatThrownBy(() -> Selector.parse("-".repeat(10_000) + "a = 1"))
        .isInstanceOf(SelectorException.class);
    assertThatThrownBy(() -> Selector.parse("a".repeat(1_000_000)))
        .isInstanceOf(SelectorException.class)
        .hasMessageContaining("1000000 characters");
    assertThat(matches("sold" + " AND sold".repeat(7_000))).isTrue();
    assertThat(matches("1" + " + 1".repeat(10_000) + " = 10001")).isTrue();
  }

  @Test
  void likeTakesNoLongerThanItMust() {
    MESSAGE.put("long", "a".repeat(5_000));
    assertThat(matches("long LIKE '" + "%a".repeat(50) + "%b'")).isFalse();
  }

  @Test
  void identifiersAreTold() {
    Selector selector = Selector.parse("a = 1 AND JMSType LIKE 'x' OR b IS NULL");
    assertThat(selector.identifiers()).containsExactlyInAnyOrder("a", "JMSType", "b");
    assertThat(selector).hasToString("a = 1 AND JMSType LIKE 'x' OR b IS NULL");
  }

  @Test
  void threeValuesAreCombinedAsInTheTables() {
    String[] values = {"TRUE", "FALSE", "missing = 1"};
    Boolean[][] and = {{true, false, null}, {false, false, false}, {null, false, null}};
    Boolean[][] or = {{true, true, true}, {true, false, null}, {true, null, null}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertValue("(" + values[i] + ") AND (" + values[j] + ")", and[i][j]);
        assertValue("(" + values[i] + ") OR (" + values[j] + ")", or[i][j]);
      }
    }
  }

  /** Unknown is what is true neither by itself nor negated. */
  private static void assertValue(String condition, @Nullable Boolean expected) {
    assertThat(matches(condition)).as(condition).isEqualTo(Boolean.TRUE.equals(expected));
    assertThat(matches("NOT (" + condition + ")"))
        .as("NOT " + condition)
        .isEqualTo(Boolean.FALSE.equals(expected));
  }
}
