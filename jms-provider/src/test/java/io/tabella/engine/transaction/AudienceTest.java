package io.tabella.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AudienceTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "me", "client 7", "1 2 3"})
  void messageOfAPublisherIsForAll(@Nullable String publisher) {
    Audience audience = Audience.parse(publisher);
    assertThat(audience.publisher()).isEqualTo(publisher);
    assertThat(audience.includes(1)).isTrue();
    assertThat(audience.includes(Long.MAX_VALUE)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"me", "client 7", " ", "1 2 3"})
  void audienceAndPublisherAreReadAsTheyWereNoted(@Nullable String publisher) {
    Audience audience = Audience.parse(Audience.upTo(17, publisher).noted());
    assertThat(audience).isEqualTo(new Audience(0, 17, publisher));
    assertThat(audience.includes(17)).isTrue();
    assertThat(audience.includes(18)).isFalse();
  }

  @Test
  void messageForOneIsForNoOther() {
    Audience audience = Audience.parse(Audience.of(17).noted());
    assertThat(audience.includes(16)).isFalse();
    assertThat(audience.includes(17)).isTrue();
    assertThat(audience.includes(18)).isFalse();
    assertThat(audience.publisher()).isNull();
  }
}
