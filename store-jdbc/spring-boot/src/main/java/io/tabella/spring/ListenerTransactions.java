package io.tabella.spring;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;

/** Lets listeners run in transactions of the database that their messages are in. */
public final class ListenerTransactions {

  private static final System.Logger LOG = System.getLogger(ListenerTransactions.class.getName());

  private static final String ELSEWHERE =
      "listeners do not run in transactions of the application, because its transaction manager is"
          + " not known to be for the DataSource of the messages; manager=";

  private ListenerTransactions() {}

  /**
   * Makes containers that begin a transaction for each message, if messages go with the
   * application's. If not, or if there is no transaction manager or no single one, or it is for
   * another database, their sessions are transacted: a listener that fails gets its message again
   * all the same.
   *
   * <p>Within a transaction of another database a session would be committed before that is, and if
   * that then failed, the message would be lost.
   *
   * @param configurer gives them all else that the application says
   */
  public static DefaultJmsListenerContainerFactory containers(
      BiConsumer<DefaultJmsListenerContainerFactory, ConnectionFactory> configurer,
      TabellaConnectionFactory connections,
      ObjectProvider<PlatformTransactionManager> managers) {
    DefaultJmsListenerContainerFactory containers = new DefaultJmsListenerContainerFactory();
    configurer.accept(containers, connections);
    containers.setSessionTransacted(true);
    if (connections.isJoinTransactions()) {
      managers.ifUnique(
          manager -> {
            if (isOf(manager, connections.getDataSource())) {
              containers.setTransactionManager(manager);
            } else {
              LOG.log(Level.WARNING, ELSEWHERE + manager.getClass().getName());
            }
          });
      // Spring would make a consumer for each message.
      containers.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
    }
    return containers;
  }

  /** Spring's managers for JDBC, JPA and Hibernate tell it, each by a method of its own class. */
  private static boolean isOf(PlatformTransactionManager manager, @Nullable DataSource source) {
    BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
    return source != null
        && properties.isReadableProperty("dataSource")
        && properties.getPropertyValue("dataSource") == unwrapped(source);
  }

  private static @Nullable DataSource unwrapped(@Nullable DataSource source) {
    return source instanceof TransactionAwareDataSourceProxy proxy
        ? unwrapped(proxy.getTargetDataSource())
        : source;
  }
}
