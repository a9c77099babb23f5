package io.tabella.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random selectors against an independent evaluation, and random texts. */
final class SelectorPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void selectorMatchesExactlyWhereTheReferenceIsTrue(long seed) {
    Random random = new Random(seed);
    ReferenceSelector reference = new ReferenceSelector(random);
    int matches = 0;
    for (int i = 0; i < 3_000; i++) {
      ReferenceSelector.Part<Boolean> condition = reference.condition(4);
      String text = condition.text(new ReferenceSelector.Writing(random));
      Selector selector = Selector.parse(text);
      for (int j = 0; j < 5; j++) {
        Map<String, Object> properties = reference.properties();
        boolean expected = Boolean.TRUE.equals(condition.value(properties));
        assertThat(selector.matches(properties::get))
            .as("seed %d: %s with %s", seed, text, properties)
            .isEqualTo(expected);
        matches += expected ? 1 : 0;
      }
    }
    // Else the conditions would say nothing.
    assertThat(matches).isBetween(3_000, 12_000);
  }

  /** Whatever somebody writes is a selector or is refused with a place in the text. */
  @Test
  void anyTextIsReadOrRefusedWithAPosition() {
    String[] tokens = {
      "a", "JMSType", "1", "2.5", "'x'", "'", "(", ")", "AND", "OR", "NOT", "BETWEEN", "IN", "LIKE",
      "ESCAPE", "IS", "NULL", "=", "<>", "<", ">=", "+", "-", "*", "/", ",", "TRUE", "0x1F", "1E9",
      ".", "é", "?", "\u0000", "$_", "7.", "\""
    };
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(9); j >= 0; j--) {
        text.append(tokens[random.nextInt(tokens.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        Selector unused = Selector.parse(text.toString());
      } catch (SelectorException e) {
        refused++;
        assertThat(e.getMessage()).as(text.toString()).containsPattern("position \\d+");
      }
    }
    assertThat(refused).isBetween(20_000, 49_999);
  }
}
