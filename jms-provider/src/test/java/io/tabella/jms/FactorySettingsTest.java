package io.tabella.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FactorySettingsTest {

  @ParameterizedTest
  @EnumSource
  void eachSettingIsABeanPropertyWithItsDefault(Setting setting) throws Exception {
    PropertyDescriptor property = property(setting);

    assertThat(property.getWriteMethod()).isNotNull();
    assertThat(property.getReadMethod().invoke(new TabellaConnectionFactory()).toString())
        .isEqualTo(setting.defaultValue().toString());
  }

  @ParameterizedTest
  @EnumSource
  void eachBeanPropertySetsItsOwnSetting(Setting setting) throws Exception {
    PropertyDescriptor property = property(setting);
    TabellaConnectionFactory factory = new TabellaConnectionFactory();
    Object other = otherValue(setting, property.getPropertyType());

    property.getWriteMethod().invoke(factory, other);

    assertThat(property.getReadMethod().invoke(factory)).isEqualTo(other);
  }

  private static Object otherValue(Setting setting, Class<?> type) {
    if (setting.range() instanceof ValueRange.Whole whole) {
      return type == int.class ? (Object) (int) whole.highest() : whole.highest();
    }
    if (setting.range() instanceof ValueRange.Decimal decimal) {
      return decimal.highest();
    }
    if (setting.range() instanceof ValueRange.Flag) {
      return setting.defaultValue().equals(false);
    }
    return setting.range() instanceof ValueRange.Names ? List.of("a.b") : otherText(setting);
  }

  private static String otherText(Setting setting) {
    return setting == Setting.URL ? "jdbc:h2:mem:other" : "other";
  }

  private static PropertyDescriptor property(Setting setting) throws IntrospectionException {
    return Arrays.stream(
            Introspector.getBeanInfo(TabellaConnectionFactory.class).getPropertyDescriptors())
        .filter(property -> property.getName().equals(setting.settingName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wrongValueIsRefusedByNameWithItsRange() {
    TabellaConnectionFactory factory = new TabellaConnectionFactory();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.setMaxDeliveries(0))
        .withMessageContaining("maxDeliveries")
        .withMessageContaining("'0'")
        .withMessageContaining("1 to 1000000");
    assertThat(factory.getMaxDeliveries()).isEqualTo(10);
  }

  @Test
  void passwordsAreNotShown() {
    assertThatThrownBy(() -> Setting.PASSWORD.check(7)).hasMessageNotContaining("7");
  }

  @Test
  void theLastWordWins() {
    TabellaConnectionFactory factory = new TabellaConnectionFactory();
    factory.setPrefetch(5);
    factory.setLanes(3);

    factory.setUrl("jdbc:h2:./f;tabella.prefetch=7");

    assertThat(factory.getUrl()).isEqualTo("jdbc:h2:./f");
    assertThat(factory.getPrefetch()).isEqualTo(7);
    assertThat(factory.getLanes()).isEqualTo(3);
  }

  @Test
  void leaseTooShortForItsHeartbeatsIsRefusedWithTheFirstConnection() {
    TabellaConnectionFactory factory =
        new TabellaConnectionFactory("jdbc:h2:mem:never-opened;tabella.leaseMillis=5000");

    assertThatThrownBy(factory::createConnection)
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("leaseMillis is 5000")
        .hasMessageContaining("heartbeatMillis is 2000");

    factory.setHeartbeatMillis(1_000);
  }

  @Test
  void nothingCanBeSetAfterTheFirstConnection() {
    SettingValues values = new SettingValues();
    values.freeze();

    assertThatIllegalStateException()
        .isThrownBy(() -> values.set(Setting.PREFETCH, 5L))
        .withMessageContaining("prefetch")
        .withMessageContaining("make another TabellaConnectionFactory");
  }

  @Test
  void missingStoreIsNamedWithTheArtifactToAdd() {
    TabellaConnectionFactory factory = new TabellaConnectionFactory("jdbc:h2:mem:never-opened");

    // This module's tests have no store on their class path.
    assertThatThrownBy(factory::createConnection)
        .isInstanceOf(JMSException.class)
        .hasMessageContaining("tabella-store-jdbc");
  }

  @Test
  void closedFactoryMakesNoConnections() throws JMSException {
    TabellaConnectionFactory factory = new TabellaConnectionFactory();

    factory.close();
    factory.close();

    assertThatThrownBy(factory::createConnection)
        .isInstanceOf(jakarta.jms.IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
