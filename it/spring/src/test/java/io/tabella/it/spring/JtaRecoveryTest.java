package io.tabella.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XASession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolXAConnectionFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was decided and not told to Tabella is told by the recovery. */
class JtaRecoveryTest extends SpringBehaviour {

  /** Makes connections whose next commit, once it is cut, does not arrive at Tabella. */
  record Line(AtomicBoolean cut) {

    <T> T through(Class<T> type, T target) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> onTheLine(call(target, method, arguments))));
    }

    private static @Nullable Object call(
        Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw Objects.requireNonNull(e.getCause());
      }
    }

    private @Nullable Object onTheLine(@Nullable Object result) {
      if (result instanceof XAConnection connection) {
        return through(XAConnection.class, connection);
      }
      if (result instanceof XASession session) {
        return through(XASession.class, session);
      }
      return result instanceof XAResource resource ? new FarResource(resource, cut) : result;
    }
  }

  /** No proxy: the transaction manager would write one to its log. */
  record FarResource(XAResource target, AtomicBoolean cut) implements XAResource {

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
      if (cut.compareAndSet(true, false)) {
        throw new XAException(XAException.XAER_RMFAIL);
      }
      target.commit(xid, onePhase);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
      return target.isSameRM(other instanceof FarResource far ? far.target : other);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
      target.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
      target.end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
      return target.prepare(xid);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
      target.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
      target.forget(xid);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
      return target.recover(flag);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
      return target.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
      return target.setTransactionTimeout(seconds);
    }
  }

  /** A pool at the other end of the line. */
  @Configuration(proxyBeanMethods = false)
  @Import(JtaResources.class)
  static class LineBeans {

    @Bean
    Line line() {
      return new Line(new AtomicBoolean());
    }

    @Bean(destroyMethod = "stop")
    @Primary
    JmsPoolXAConnectionFactory connectionFactory(
        TabellaXAConnectionFactory messages, Line line, JtaTransactionManager transactionManager) {
      JmsPoolXAConnectionFactory pool = new JmsPoolXAConnectionFactory();
      pool.setConnectionFactory(line.through(XAConnectionFactory.class, messages));
      pool.setTransactionManager(transactionManager.getTransactionManager());
      return pool;
    }
  }

  @Test
  void recoveryCommitsWhatWasDecided() throws Exception {
    ConfigurableApplicationContext context = start(LineBeans.class);
    JmsTemplate jms = context.getBean(JmsTemplate.class);
    String replies = newQueue();
    jms.convertAndSend(queue, "order");
    context.getBean(Line.class).cut().set(true);
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              assertThat(jms.receive(queue)).isNotNull();
              jms.convertAndSend(replies, "billed");
              context.getBean(Bills.class).add("1");
            });
    assertThat(branches()).as("branches in doubt").isOne();
    assertThat(drain(jms, replies)).isEmpty();
    assertThat(bills()).containsExactly("1");
    Recovery recovery = context.getBean(Recovery.class);
    Eventually.eventually(
        () -> "still in doubt: " + branches(),
        () -> {
          recovery.scan();
          return branches() == 0;
        });
    assertThat(drain(jms, replies)).containsExactly("billed");
    assertThat(drain(jms, queue)).isEmpty();
  }

  private long branches() {
    return Eventually.unchecked(() -> ask("SELECT COUNT(*) FROM tabella_branch"));
  }
}
