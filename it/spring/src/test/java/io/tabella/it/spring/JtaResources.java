package io.tabella.it.spring;

import com.arjuna.ats.jta.common.jtaPropertyManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.tabella.it.kit.TestDatabase;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.narayana.jta.jms.JmsXAResourceRecoveryHelper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows and messages, two resources, in the global transactions of Narayana; without what enlists
 * the messages' sessions.
 */
@Configuration(proxyBeanMethods = false)
class JtaResources {

  @Bean
  JtaTransactionManager transactionManager() {
    return new JtaTransactionManager(
        com.arjuna.ats.jta.UserTransaction.userTransaction(),
        com.arjuna.ats.jta.TransactionManager.transactionManager());
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }

  /** A pool whose connections enlist themselves. */
  @Bean
  AgroalDataSource dataSource(
      TestDatabase database, JtaTransactionManager transactionManager, Recovery recovery)
      throws SQLException {
    TransactionIntegration integration =
        new NarayanaTransactionIntegration(
            transactionManager.getTransactionManager(),
            jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry(),
            null,
            false,
            recovery);
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(20)
                        .transactionIntegration(integration)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .connectionProviderClassName(driver(database))
                                    .jdbcUrl(database.jdbcUrl())
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword(database.password())))));
  }

  private static String driver(TestDatabase database) {
    return database.jdbcUrl().startsWith("jdbc:h2")
        ? "org.h2.jdbcx.JdbcDataSource"
        : "com.mysql.cj.jdbc.MysqlXADataSource";
  }

  @Bean
  Bills bills(DataSource dataSource) {
    return new Bills(new JdbcTemplate(dataSource));
  }

  @Bean
  TabellaXAConnectionFactory xaConnectionFactory(TestDatabase database) {
    TabellaXAConnectionFactory factory = new TabellaXAConnectionFactory(database.jdbcUrl());
    factory.setUser(database.user());
    factory.setPassword(database.password());
    factory.setMaxDeliveries(3);
    return factory;
  }

  @Bean
  Recovery recovery(TabellaXAConnectionFactory xaConnectionFactory) {
    return new Recovery(new JmsXAResourceRecoveryHelper(xaConnectionFactory));
  }

  @Bean
  JmsTemplate jms(ConnectionFactory connectionFactory) {
    JmsTemplate jms = new JmsTemplate(connectionFactory);
    jms.setReceiveTimeout(SpringBehaviour.LONG);
    return jms;
  }
}
