package io.tabella.it.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jms.core.JmsTemplate;

/** Where messages go is never left to chance. */
class DataSourcesTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Nothing {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Two {

    @Bean
    DataSource one() {
      return new DriverManagerDataSource("jdbc:h2:mem:one");
    }

    @Bean
    DataSource other() {
      return new DriverManagerDataSource("jdbc:h2:mem:other");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class OfTheirOwn {

    @Bean
    TabellaConnectionFactory mine() {
      return new TabellaConnectionFactory("jdbc:h2:mem:mine");
    }
  }

  private static ConfigurableApplicationContext start(Class<?> source, String... properties) {
    SpringApplication application = new SpringApplication(source);
    application.setDefaultProperties(
        java.util.Map.of(
            "spring.main.banner-mode", "off",
            "server.port", "0",
            "logging.level.root", "off"));
    return application.run(properties);
  }

  @Test
  void severalDataSourcesAreAnError() {
    assertThatThrownBy(() -> start(Two.class))
        .hasStackTraceContaining("There are 2 DataSources, and none of them is primary")
        .hasStackTraceContaining("tabella.url");
  }

  @Test
  void severalDataSourcesDoNotMatterWhenThereIsAUrl() {
    try (ConfigurableApplicationContext application =
        start(Two.class, "--tabella.url=jdbc:h2:mem:third")) {
      application.getBean(JmsTemplate.class).convertAndSend("queue", "text");
      assertThat(application.getBean(TabellaConnectionFactory.class).statistics().sent()).isOne();
    }
  }

  @Test
  void urlAloneIsEnough(@TempDir Path folder) {
    String url = "--tabella.url=jdbc:h2:" + folder.resolve("messages");
    String noDatabase =
        "--spring.autoconfigure.exclude="
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration";
    try (ConfigurableApplicationContext application = start(Nothing.class, url, noDatabase)) {
      application.getBean(JmsTemplate.class).convertAndSend("queue", "text");
    }
    try (ConfigurableApplicationContext application = start(Nothing.class, url, noDatabase)) {
      assertThat(application.getBean(JmsTemplate.class).receiveAndConvert("queue"))
          .isEqualTo("text");
    }
  }

  @Test
  void factoryOfTheApplicationIsLeftAlone() {
    try (ConfigurableApplicationContext application = start(OfTheirOwn.class)) {
      assertThat(application.getBeansOfType(ConnectionFactory.class)).containsOnlyKeys("mine");
    }
  }
}
