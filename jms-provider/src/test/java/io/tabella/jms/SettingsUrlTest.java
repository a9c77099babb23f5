package io.tabella.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:mysql://h/db?a=b&tabella.prefetch=100           | jdbc:mysql://h/db?a=b
          jdbc:mysql://h/db?tabella.prefetch=100&a=b           | jdbc:mysql://h/db?a=b
          jdbc:mysql://h/db?tabella.prefetch=100               | jdbc:mysql://h/db
          jdbc:mysql://h/db?a=b&tabella.prefetch=100&c=d#part  | jdbc:mysql://h/db?a=b&c=d#part
          jdbc:mariadb://h:1/db?tabella.prefetch=100           | jdbc:mariadb://h:1/db
          jdbc:postgresql:///db?user=u&tabella.prefetch=100    | jdbc:postgresql:///db?user=u
          jdbc:h2:./file;tabella.prefetch=100                  | jdbc:h2:./file
          jdbc:h2:./file;MODE=MySQL;tabella.prefetch=100;A=B   | jdbc:h2:./file;MODE=MySQL;A=B
          """)
  void theDriverGetsTheUrlWithoutOurParameters(String url, String driverUrl) {
    SettingsUrl parted = SettingsUrl.parse(url);

    assertThat(parted.driverUrl()).isEqualTo(driverUrl);
    assertThat(parted.settings()).isEqualTo(Map.of(Setting.PREFETCH, 100L));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://h/db",
    "jdbc:mysql://h/db?a=b&c=d#e",
    "jdbc:h2:mem:x",
    "jdbc:h2:./file;INIT=SET A=1\\;SET tabella.prefetch=1",
    "jdbc:postgresql://h/db?x=tabella.prefetch"
  })
  void urlWithoutOurParametersIsLeftAsItIs(String url) {
    assertThat(SettingsUrl.parse(url)).isEqualTo(new SettingsUrl(url, Map.of()));
  }

  @Test
  void valuesInAQueryArePercentDecoded() {
    SettingsUrl parted =
        SettingsUrl.parse("jdbc:mysql://h/db?tabella.password=a%26b%3Dc%20d&tabella.user=me");

    assertThat(parted.settings())
        .isEqualTo(Map.of(Setting.PASSWORD, "a&b=c d", Setting.USER, "me"));
  }

  @Test
  void valuesBehindSemicolonsAreTakenAsWritten() {
    assertThat(SettingsUrl.parse("jdbc:h2:./f;tabella.password=a%26b=c").settings())
        .isEqualTo(Map.of(Setting.PASSWORD, "a%26b=c"));
  }

  @Test
  void listsHaveCommas() {
    assertThat(SettingsUrl.parse("jdbc:h2:./f;tabella.trustedPackages=a.b, c").settings())
        .isEqualTo(Map.of(Setting.TRUSTED_PACKAGES, List.of("a.b", "c")));
  }

  @Test
  void misspeltSettingIsRefusedAndTheNearestProposed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("jdbc:mysql://h/db?tabella.prefech=100"))
        .withMessageContaining("tabella.prefech;")
        .withMessageContaining("did you mean tabella.prefetch?");
  }

  @Test
  void valueOutOfRangeIsRefusedWithNameValueAndRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("jdbc:h2:./f;tabella.prefetch=0"))
        .withMessageContaining("Setting prefetch ")
        .withMessageContaining("'0'")
        .withMessageContaining("1 to 100000 messages, default 1000");
  }

  @Test
  void wordWhereANumberBelongsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("jdbc:h2:./f;tabella.lanes=many"))
        .withMessageContaining("lanes")
        .withMessageContaining("'many'");
  }

  @Test
  void settingGivenTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("jdbc:h2:./f;tabella.lanes=1;tabella.lanes=2"))
        .withMessageContaining("lanes stands twice");
  }

  @Test
  void urlCannotBeAParameterOfItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("jdbc:h2:./f;tabella.url=jdbc:h2:./g"));
  }

  @Test
  void whatIsNoJdbcUrlIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsUrl.parse("tcp://localhost:61616"))
        .withMessageContaining("url")
        .withMessageContaining("a JDBC URL");
  }
}
