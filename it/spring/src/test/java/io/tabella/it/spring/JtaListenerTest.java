package io.tabella.it.spring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Listener containers that begin a global transaction for each message. */
class JtaListenerTest extends ListenerBehaviour {

  @Override
  Class<?> beans() {
    return JtaBeans.class;
  }

  /**
   * Not with a session that is kept: it would be in no transaction, being created outside of one.
   */
  @ParameterizedTest
  @ValueSource(
      ints = {
        DefaultMessageListenerContainer.CACHE_NONE,
        DefaultMessageListenerContainer.CACHE_CONNECTION
      })
  void eachMessageIsBilledOnce(int cacheLevel) throws Exception {
    assertEachMessageIsBilledOnce(cacheLevel);
  }

  @Test
  void durableSubscriptionToo() throws Exception {
    assertDurableSubscribersBillOnce();
  }
}
