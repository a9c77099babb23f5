package io.tabella.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u007f\u0080", "\u07ff\u0800", "\uffff", "a💌b", "Zaß"})
  void lengthIsThatOfTheEncodedText(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void halfAPairIsMalformed() {
    assertThat(Utf8.length("a\ud83d")).isEqualTo(Utf8.MALFORMED);
    assertThat(Utf8.length("\udc8c\ud83d")).isEqualTo(Utf8.MALFORMED);
    assertThat(Utf8.length("\ud83d\ud83d\udc8c")).isEqualTo(Utf8.MALFORMED);
  }
}
