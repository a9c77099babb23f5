package io.tabella.it.spring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Listener containers that begin a transaction of the data source for each message. */
class JoinedListenerTest extends ListenerBehaviour {

  @Override
  Class<?> beans() {
    return JoinedBeans.class;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        DefaultMessageListenerContainer.CACHE_NONE,
        DefaultMessageListenerContainer.CACHE_CONNECTION,
        DefaultMessageListenerContainer.CACHE_SESSION,
        DefaultMessageListenerContainer.CACHE_CONSUMER
      })
  void eachMessageIsBilledOnce(int cacheLevel) throws Exception {
    assertEachMessageIsBilledOnce(cacheLevel);
  }

  @Test
  void durableSubscriptionToo() throws Exception {
    assertDurableSubscribersBillOnce();
  }
}
