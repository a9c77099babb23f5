package io.tabella.it.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.tabella.it.kit.TestDatabase;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an application has that knows nothing of messages. */
@Configuration(proxyBeanMethods = false)
class DatabaseBeans {

  @Bean
  HikariDataSource dataSource(TestDatabase database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(20);
    pool.setMinimumIdle(1);
    return pool;
  }

  @Bean
  JdbcTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }

  @Bean
  Bills bills(DataSource dataSource) {
    return new Bills(new JdbcTemplate(dataSource));
  }
}
