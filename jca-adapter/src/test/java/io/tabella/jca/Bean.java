package io.tabella.jca;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** A message-driven bean and its container, in miniature. */
class Bean implements MessageEndpointFactory {

  /** The bean's code. */
  interface Code {
    void handle(Message message) throws Exception;
  }

  private final @Nullable TransactionManager transactions;
  private final Code code;

  /** What was called: before, on TEXT, after, each with the number of its endpoint. */
  final Queue<String> calls = new ConcurrentLinkedQueue<>();

  /** Texts in the order in which they came. */
  final Queue<String> texts = new ConcurrentLinkedQueue<>();

  final AtomicInteger counts = new AtomicInteger();
  final AtomicInteger endpoints = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();

  /** How often it is still being deployed from now on. */
  final AtomicInteger unavailable = new AtomicInteger();

  /** How often the container does not get as far as the bean, and would commit all the same. */
  final AtomicInteger unreachable = new AtomicInteger();

  /** How often an endpoint cannot be released from now on. */
  final AtomicInteger failingRelease = new AtomicInteger();

  /** Of each transaction; 0 for that of the transaction manager. */
  final AtomicInteger timeoutSeconds = new AtomicInteger();

  /** How often the container cannot begin a transaction from now on. */
  final AtomicInteger failingBefore = new AtomicInteger();

  /** How often the container cannot commit from now on. */
  final AtomicInteger failingAfter = new AtomicInteger();

  /** Null for a bean without transactions. */
  Bean(@Nullable TransactionManager transactions, Code code) {
    this.transactions = transactions;
    this.code = code;
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    return createEndpoint(resource, 0);
  }

  @Override
  public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout)
      throws UnavailableException {
    if (takesOne(unavailable)) {
      throw new UnavailableException("still being deployed");
    }
    return new Endpoint(resource, endpoints.incrementAndGet());
  }

  /** The container is about to end a delivery. */
  void ending() {}

  static boolean takesOne(AtomicInteger left) {
    return left.getAndUpdate(it -> Math.max(0, it - 1)) > 0;
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return transactions != null;
  }

  @Override
  public String getActivationName() {
    return "Bean";
  }

  @Override
  public Class<?> getEndpointClass() {
    return Bean.class;
  }

  private final class Endpoint implements MessageEndpoint, MessageListener {

    private final @Nullable XAResource resource;
    private final int number;

    Endpoint(@Nullable XAResource resource, int number) {
      this.resource = resource;
      this.number = number;
    }

    @Override
    public void beforeDelivery(Method method) throws ResourceException {
      if (takesOne(failingBefore)) {
        throw new ResourceException("no transaction can be begun");
      }
      calls.add("before " + number);
      if (transactions != null) {
        try {
          transactions.setTransactionTimeout(timeoutSeconds.get());
          transactions.begin();
          transactions.getTransaction().enlistResource(resource);
        } catch (Exception e) {
          throw new ResourceException(e);
        }
      }
    }

    @Override
    public void onMessage(Message message) {
      if (takesOne(unreachable)) {
        throw new IllegalStateException("the bean is just being stopped");
      }
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        String text = message instanceof TextMessage it ? it.getText() : message.toString();
        calls.add("on " + text);
        code.handle(message);
        texts.add(text);
      } catch (Exception e) {
        markForRollback();
        throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
      } finally {
        running.decrementAndGet();
      }
    }

    private void markForRollback() {
      try {
        if (transactions != null) {
          transactions.setRollbackOnly();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void afterDelivery() throws ResourceException {
      ending();
      calls.add("after " + number);
      if (transactions == null) {
        return;
      }
      try {
        transactions.getTransaction().delistResource(resource, XAResource.TMSUCCESS);
        if (takesOne(failingAfter)) {
          transactions.rollback();
          throw new ResourceException("cannot commit");
        }
        if (transactions.getStatus() == Status.STATUS_ACTIVE) {
          transactions.commit();
        } else {
          transactions.rollback();
        }
      } catch (ResourceException e) {
        throw e;
      } catch (Exception e) {
        throw new ResourceException(e);
      }
    }

    @Override
    public void release() {
      released.incrementAndGet();
      if (takesOne(failingRelease)) {
        throw new IllegalStateException("cannot be released");
      }
    }
  }

  static int count(Message message) throws JMSException {
    return message.getIntProperty("JMSXDeliveryCount");
  }
}
