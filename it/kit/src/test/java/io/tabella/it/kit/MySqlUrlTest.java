package io.tabella.it.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MySqlUrlTest {

  @Test
  void plainUrlHasTheDefaultAccount() {
    MySqlUrl url = MySqlUrl.parse("jdbc:mysql://db.example:3307");
    assertThat(url).isEqualTo(new MySqlUrl("db.example:3307", "", "root", ""));
    assertThat(url.of("orders")).isEqualTo("jdbc:mysql://db.example:3307/orders");
  }

  @Test
  void databaseIsReplacedAndParametersAreKept() {
    MySqlUrl url = MySqlUrl.parse("jdbc:mysql://db:3306/old?sslMode=DISABLED&useUnicode=true");
    assertThat(url.of("orders"))
        .isEqualTo("jdbc:mysql://db:3306/orders?sslMode=DISABLED&useUnicode=true");
  }

  @Test
  void accountIsTakenOutOfTheUrl() {
    MySqlUrl url = MySqlUrl.parse("jdbc:mysql://db/?user=admin&password=a%26b&sslMode=DISABLED");
    assertThat(url).isEqualTo(new MySqlUrl("db", "?sslMode=DISABLED", "admin", "a&b"));
  }

  @Test
  void otherUrlIsRefusedByTheNameOfItsSetting() {
    assertThatThrownBy(() -> MySqlUrl.parse("jdbc:h2:mem:x"))
        .hasMessageContaining("tabella.it.mysql.url");
  }
}
