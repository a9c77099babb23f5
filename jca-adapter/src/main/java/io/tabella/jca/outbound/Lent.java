package io.tabella.jca.outbound;

import io.tabella.client.Unchecked;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the application and an object of Jakarta Messaging. It finds the object on the
 * managed connection that the handle is at, makes it again when that has changed, with what was set
 * in it, and refuses what is not for applications in a container. As a proxy it needs no class for
 * each of the API's types. Belongs to the application's thread; anyone may end it.
 */
final class Lent implements InvocationHandler {

  private static final System.Logger LOG = System.getLogger(Lent.class.getName());

  /** What makes objects of which this class lends something. */
  private static final Set<Class<?>> CHILDREN =
      Set.of(
          MessageProducer.class,
          MessageConsumer.class,
          QueueBrowser.class,
          JMSProducer.class,
          JMSConsumer.class);

  private final ConnectionHandle handle;
  private final Rule rule;
  private final Making making;
  private final Set<Lent> children = ConcurrentHashMap.newKeySet();

  /** What was set, by method, and by name if it is a property, in the order of the last calls. */
  private final Map<List<Object>, Setting> set = new LinkedHashMap<>();

  private volatile @Nullable StoreConnection madeAt;
  private volatile @Nullable Object target;
  private volatile boolean closed;
  private volatile @Nullable Runnable onEnd;

  private record Setting(Method method, Object[] arguments) {}

  /** Makes what is lent, or finds it. */
  interface Making {
    Object make(StoreConnection at) throws JMSException;
  }

  Lent(ConnectionHandle handle, Rule rule, Making making) {
    this.handle = handle;
    this.rule = rule;
    this.making = making;
  }

  /** A proxy of one type; what is lent is not made yet. */
  Object proxy(Class<?> type) {
    return proxy(Set.of(type));
  }

  private Object proxy(Set<Class<?>> types) {
    return Proxy.newProxyInstance(
        Lent.class.getClassLoader(), types.toArray(new Class<?>[0]), this);
  }

  boolean isOpen() {
    return !closed;
  }

  // Calls.

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (method.getName().equals("close")) {
      close();
      return null;
    }
    try {
      return call(proxy, method, arguments);
    } catch (JMSException e) {
      throw isChecked(method) ? e : unchecked(e);
    }
  }

  private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    StoreConnection at = check();
    String refusal = rule.refusal(method);
    if (refusal != null) {
      throw new IllegalStateException(refusal, "CONTAINER");
    }
    if (isAboutTransaction(method)) {
      return transaction(at, method);
    }
    if (CHILDREN.stream().anyMatch(type -> type.isAssignableFrom(method.getReturnType()))
        && rule.isShared()) {
      return child(method, arguments);
    }
    Object here = targetAt(at);
    Object result = forward(at, here, method, arguments);
    remember(method, arguments);
    return result == here ? proxy : noted(result);
  }

  private StoreConnection check() throws JMSException {
    if (closed) {
      throw new IllegalStateException("This object is closed, or its connection is.", "CLOSED");
    }
    StoreConnection at = handle.at();
    at.checkNotOrphaned();
    return at;
  }

  /** A session says that it is transacted exactly when it works for a transaction. */
  private boolean isAboutTransaction(Method method) {
    return rule.isShared()
        && Set.of("getTransacted", "getAcknowledgeMode", "getSessionMode")
            .contains(method.getName());
  }

  private static Object transaction(StoreConnection at, Method method) {
    boolean transacted = at.isInTransaction();
    if (method.getName().equals("getTransacted")) {
      return transacted;
    }
    return transacted ? Session.SESSION_TRANSACTED : JMSContext.AUTO_ACKNOWLEDGE;
  }

  private Object child(Method method, Object @Nullable [] arguments) throws JMSException {
    Lent child = new Lent(handle, Rule.CHILD, at -> made(at, method, arguments));
    Object first = child.targetAt(handle.at());
    if (!(first instanceof JMSProducer)) {
      // That one has nothing to close, and contexts make many.
      children.add(child);
      child.onEnd = () -> children.remove(child);
    }
    return child.proxy(messagingTypes(first));
  }

  private Object made(StoreConnection at, Method method, Object @Nullable [] arguments)
      throws JMSException {
    try {
      return Objects.requireNonNull(forward(at, targetAt(at), method, arguments));
    } catch (JMSException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new java.lang.IllegalStateException(e);
    }
  }

  private @Nullable Object forward(
      StoreConnection at, Object here, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(here, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      if (cause instanceof Exception failure) {
        at.failed(failure);
      }
      throw cause;
    }
  }

  private @Nullable Object noted(@Nullable Object result) {
    if (result instanceof TemporaryQueue queue) {
      handle.isTemporary(queue);
    } else if (result instanceof TemporaryTopic topic) {
      handle.isTemporary(topic);
    }
    return result;
  }

  private void remember(Method method, Object @Nullable [] arguments) {
    if (method.getName().equals("clearProperties")) {
      set.keySet().removeIf(key -> key.size() > 1);
    } else if (arguments != null && method.getName().startsWith("set")) {
      List<Object> key = new ArrayList<>();
      key.add(method);
      key.addAll(Arrays.asList(arguments).subList(0, arguments.length - 1));
      set.remove(key);
      set.put(key, new Setting(method, arguments.clone()));
    }
  }

  // What is lent.

  private Object targetAt(StoreConnection at) throws JMSException {
    Object known = target;
    if (known != null && madeAt == at) {
      return known;
    }
    Object made = making.make(at);
    target = made;
    madeAt = at;
    for (Setting setting : set.values()) {
      try {
        setting.method().invoke(made, setting.arguments());
      } catch (ReflectiveOperationException e) {
        throw new java.lang.IllegalStateException(e);
      }
    }
    return made;
  }

  /** The handle goes elsewhere: what was made here is left behind, closed. */
  void leave() {
    children.forEach(Lent::leave);
    closeTarget();
  }

  private void closeTarget() {
    Object old = target;
    target = null;
    madeAt = null;
    if (old instanceof AutoCloseable closeable && !rule.isShared()) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.log(Level.DEBUG, "what was lent did not close", e);
      }
    }
  }

  /** A context takes its connection along. */
  private void close() throws JMSException {
    if (closed) {
      return;
    }
    end();
    handle.forget(this);
    if (rule == Rule.CONTEXT) {
      handle.close();
    }
  }

  /** Idempotent. */
  void end() {
    closed = true;
    children.forEach(Lent::end);
    closeTarget();
    Runnable left = onEnd;
    if (left != null) {
      left.run();
    }
  }

  // Reflection.

  private static Set<Class<?>> messagingTypes(Object made) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> type = made.getClass(); type != null; type = type.getSuperclass()) {
      types.addAll(Arrays.asList(type.getInterfaces()));
    }
    types.removeIf(type -> !type.getPackageName().equals(Session.class.getPackageName()));
    return types;
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> rule + (closed ? ", closed" : "") + " of " + handle;
    };
  }

  private static boolean isChecked(Method method) {
    return Arrays.stream(method.getExceptionTypes()).anyMatch(JMSException.class::equals);
  }

  private static RuntimeException unchecked(JMSException failure) {
    return Unchecked.get(
        () -> {
          throw failure;
        });
  }
}
