package io.tabella.jca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;

class TrackedResourceTest {

  private final List<Object> timeouts = new ArrayList<>();

  private final XAResource real =
      (XAResource)
          Proxy.newProxyInstance(
              TrackedResourceTest.class.getClassLoader(),
              new Class<?>[] {XAResource.class},
              (proxy, method, arguments) -> timeouts.add(arguments[0]));

  @Test
  void transactionManagerCannotLiftTheLimit() throws Exception {
    TrackedResource resource = TrackedResource.within(5, real);
    resource.setTransactionTimeout(300);
    resource.setTransactionTimeout(2);
    resource.setTransactionTimeout(0);
    assertThat(timeouts).containsExactly(5, 5, 2, 5);
  }

  @Test
  void withoutALimitTheTransactionManagersTimeoutIsTaken() throws Exception {
    TrackedResource resource = TrackedResource.within(0, real);
    resource.setTransactionTimeout(300);
    resource.setTransactionTimeout(0);
    assertThat(timeouts).containsExactly(300, 0);
  }
}
