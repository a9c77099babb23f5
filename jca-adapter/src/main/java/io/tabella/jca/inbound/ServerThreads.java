package io.tabella.jca.inbound;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Timer;
import javax.security.auth.Subject;

/**
 * The container's threads, and its timer. Where the container makes a thread for us, that inherits
 * the context class loader and the access control context of whoever asks; the latter has the class
 * loader of each class on the stack. The thread stays when this adapter is undeployed, and would
 * keep it. So the container is asked with its own class loader, and through classes of the JDK:
 * none of ours is between them and the container. For all threads.
 *
 * @param context of the container
 */
record ServerThreads(BootstrapContext context) {

  private static final MethodHandle SCHEDULE_WORK =
      method(
          WorkManager.class,
          "scheduleWork",
          MethodType.methodType(
              void.class, Work.class, long.class, ExecutionContext.class, WorkListener.class));

  private static final MethodHandle CREATE_TIMER =
      method(BootstrapContext.class, "createTimer", MethodType.methodType(Timer.class));

  private static MethodHandle method(Class<?> of, String name, MethodType type) {
    try {
      return MethodHandles.publicLookup().findVirtual(of, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this is no Jakarta Connectors 2.1: " + e.getMessage(), e);
    }
  }

  /**
   * Returns at once.
   *
   * @throws WorkException if the container has no thread for it
   */
  void schedule(Work work, WorkListener listener) throws WorkException {
    WorkManager manager = context.getWorkManager();
    Object unused =
        call(
            MethodHandles.insertArguments(
                SCHEDULE_WORK, 0, manager, work, WorkManager.INDEFINITE, null, listener),
            manager.getClass().getClassLoader(),
            WorkException.class);
  }

  /**
   * A timer.
   *
   * @throws UnavailableException if the container has none
   */
  Timer timer() throws UnavailableException {
    return (Timer)
        call(
            CREATE_TIMER.bindTo(context),
            context.getClass().getClassLoader(),
            UnavailableException.class);
  }

  private static <E extends Exception> Object call(
      MethodHandle container, ClassLoader loader, Class<E> declared) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    try {
      // The proxy's class is made for the context class loader, and lives as long as that.
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      PrivilegedExceptionAction<?> action =
          MethodHandleProxies.asInterfaceInstance(PrivilegedExceptionAction.class, container);
      thread.setContextClassLoader(loader);
      return inNobodysName(action);
    } catch (PrivilegedActionException e) {
      throw declared.cast(e.getException());
    } finally {
      thread.setContextClassLoader(outer);
    }
  }

  @SuppressWarnings("removal") // when it goes, threads keep no access control context any more
  private static Object inNobodysName(PrivilegedExceptionAction<?> action)
      throws PrivilegedActionException {
    return Subject.doAsPrivileged(null, action, null);
  }
}
