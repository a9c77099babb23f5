package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JmsConnectionMetaDataTest {

  private final JmsConnectionMetaData metaData =
      new JmsConnectionMetaData(List.of("JMSXDeliveryCount"));

  @Test
  void specificationIsNamed() {
    assertThat(metaData.getJMSVersion()).isEqualTo("3.1");
    assertThat(metaData.getJMSMajorVersion()).isEqualTo(3);
    assertThat(metaData.getJMSMinorVersion()).isEqualTo(1);
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(metaData.getJMSProviderName()).isEqualTo("Tabella");
    assertThat(metaData.getProviderVersion())
        .startsWith(metaData.getProviderMajorVersion() + "." + metaData.getProviderMinorVersion())
        .doesNotContain("$");
  }

  @Test
  void propertiesOfTheSpecificationAreListed() {
    assertThat(Collections.list(metaData.getJMSXPropertyNames()))
        .containsExactly("JMSXDeliveryCount");
  }
}
