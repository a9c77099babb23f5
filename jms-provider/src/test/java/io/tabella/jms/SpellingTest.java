package io.tabella.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {

  @Test
  void distanceCountsLettersThatHaveToChange() {
    assertThat(Spelling.distance("lanes", "lanes")).isZero();
    assertThat(Spelling.distance("lane", "lanes")).isEqualTo(1);
    assertThat(Spelling.distance("leans", "lanes")).isEqualTo(2);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void caseIsNoDifference() {
    assertThat(Spelling.nearest("POLLMILLIS", List.of("lanes", "pollMillis")))
        .isEqualTo("pollMillis");
  }
}
