package io.tabella.it.spring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * The same with Narayana's proxies, without shared durable subscriptions: those of 7.3.4 call
 * themselves until the stack is full.
 */
class JtaProxyListenerTest extends ListenerBehaviour {

  @Override
  Class<?> beans() {
    return JtaProxyBeans.class;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        DefaultMessageListenerContainer.CACHE_NONE,
        DefaultMessageListenerContainer.CACHE_CONNECTION
      })
  void eachMessageIsBilledOnce(int cacheLevel) throws Exception {
    assertEachMessageIsBilledOnce(cacheLevel);
  }
}
