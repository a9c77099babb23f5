package io.tabella.spring;

import io.tabella.extension.CommitListener;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * The connection factory: for the application's {@link DataSource}, whose transactions it joins;
 * for {@code tabella.url} if that is set; or for an embedded H2 if there is neither. All settings
 * are properties {@code tabella.*}. Not with JTA, where the application says how its resources are
 * enlisted.
 */
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration",
      "org.springframework.boot.autoconfigure.jms.activemq.ActiveMQAutoConfiguration",
      "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration",
      "org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration",
      "org.springframework.boot.activemq.autoconfigure.ActiveMQAutoConfiguration",
      "org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration"
    },
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.jms.JndiConnectionFactoryAutoConfiguration",
      "org.springframework.boot.autoconfigure.transaction.jta.JtaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jms.autoconfigure.JndiConnectionFactoryAutoConfiguration",
      "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration"
    })
@ConditionalOnMissingBean({ConnectionFactory.class, JtaTransactionManager.class})
@EnableConfigurationProperties
public class TabellaAutoConfiguration {

  /** For Spring. */
  public TabellaAutoConfiguration() {}

  /** The connection factory. An unknown property keeps the application from starting. */
  @Bean
  @ConfigurationProperties(prefix = "tabella", ignoreUnknownFields = false)
  TabellaConnectionFactory tabellaConnectionFactory(
      ObjectProvider<DataSource> dataSources,
      ObjectProvider<CommitListener> listeners,
      Environment environment) {
    DataSource source = environment.containsProperty("tabella.url") ? null : only(dataSources);
    TabellaConnectionFactory factory = factoryFor(source);
    factory.setCommitListener(each(listeners.orderedStream().toList()));
    return factory;
  }

  private static CommitListener each(List<CommitListener> listeners) {
    return (units, messages, nanos) ->
        listeners.forEach(listener -> listener.committed(units, messages, nanos));
  }

  private static TabellaConnectionFactory factoryFor(@Nullable DataSource source) {
    if (source == null) {
      return new TabellaConnectionFactory();
    }
    TabellaConnectionFactory factory =
        new TabellaConnectionFactory(new TransactionAwareDataSourceProxy(source));
    factory.setJoinTransactions(true);
    return factory;
  }

  /** Never one of several by chance, or messages would be where nobody looks for them. */
  private static @Nullable DataSource only(ObjectProvider<DataSource> dataSources) {
    DataSource unique = dataSources.getIfUnique();
    if (unique != null) {
      return unique;
    }
    List<DataSource> several = dataSources.stream().toList();
    if (several.isEmpty()) {
      return null;
    }
    throw new IllegalStateException(
        "There are "
            + several.size()
            + " DataSources, and none of them is primary: say where messages are to be stored."
            + " Either mark one as @Primary, or set tabella.url to a JDBC URL, or define a"
            + " TabellaConnectionFactory bean of your own.");
  }
}
