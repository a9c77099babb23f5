package io.tabella.spring;

import io.tabella.jms.TabellaConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;

/** Lets listeners run in transactions of the database that their messages are in. */
public final class ListenerTransactions {

  private ListenerTransactions() {}

  /**
   * Has containers begin a transaction for each message, if messages go with the application's. If
   * not, or if there is no transaction manager or no single one, their sessions are transacted: a
   * listener that fails gets its message again all the same.
   *
   * @param containers configured otherwise
   */
  public static void apply(
      DefaultJmsListenerContainerFactory containers,
      TabellaConnectionFactory connections,
      ObjectProvider<PlatformTransactionManager> managers) {
    containers.setSessionTransacted(true);
    if (connections.isJoinTransactions()) {
      managers.ifUnique(containers::setTransactionManager);
      // Spring would make a consumer for each message.
      containers.setCacheLevel(DefaultMessageListenerContainer.CACHE_CONSUMER);
    }
  }
}
