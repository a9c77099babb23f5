package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.jms.TabellaXAConnectionFactory;
import io.tabella.store.MessageStoreProvider;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adapters leave behind, and what they share. */
class LifeTest {

  private static final int CYCLES = 20;

  @TempDir Path folder;

  @Test
  void twentyLivesLeaveNoThreadBehind() throws Exception {
    int before = Thread.activeCount();
    for (int i = 0; i < CYCLES; i++) {
      try (Server server = new Server(folder)) {
        Bean bean = new Bean(Server.transactions(), message -> {});
        TabellaActivationSpec spec = new TabellaActivationSpec();
        spec.setResourceAdapter(server.adapter);
        spec.setDestination("q");
        server.adapter.endpointActivation(bean, spec);
        server.send("q", "one");
        Server.await(() -> bean.texts.size() == 1);
      }
    }
    assertThat(Thread.activeCount()).isLessThan(before + CYCLES / 2);
  }

  @Test
  void nodeDoesNotKeepTheApplicationThatSentFirst() throws Exception {
    try (Server server = new Server(folder)) {
      List<WeakReference<ClassLoader>> applications = new ArrayList<>();
      try (JMSContext open = sendAs(server, applications)) {
        Server.await(() -> isGone(applications.get(0)));
        open.createProducer().send(open.createQueue("q"), "it works on");
      }
    }
  }

  /** Opens a node from an application's thread. */
  @SuppressWarnings("removal") // without a security manager a thread still keeps the context
  private static JMSContext sendAs(Server server, List<WeakReference<ClassLoader>> applications)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0], outer)) {
      applications.add(new WeakReference<>(application));
      thread.setContextClassLoader(application);
      // As if a class of the application were on the stack.
      ProtectionDomain domain = new ProtectionDomain(null, null, application, null);
      PrivilegedExceptionAction<JMSContext> connect = () -> server.factory().createContext();
      JMSContext context =
          AccessController.doPrivileged(
              connect, new AccessControlContext(new ProtectionDomain[] {domain}));
      context.createProducer().send(context.createQueue("q"), "first");
      return context;
    } finally {
      thread.setContextClassLoader(outer);
    }
  }

  @Test
  void adapterThatIsUndeployedIsKeptByNoThreadOfTheServer() throws Exception {
    try (WorkThreads threads = new WorkThreads()) {
      WeakReference<ClassLoader> first = deployAndUndeploy(threads);
      // The JDK itself keeps types of the record that it has linked last.
      WeakReference<ClassLoader> unused = deployAndUndeploy(threads);
      Server.await(() -> isGone(first));
    }
  }

  /** An adapter in a class loader of its own, which brings a bean a message. */
  private WeakReference<ClassLoader> deployAndUndeploy(WorkThreads threads) throws Exception {
    try (DeployedAdapter deployed = new DeployedAdapter()) {
      ResourceAdapter adapter = deployed.make(ResourceAdapter.class, "TabellaResourceAdapter");
      deployed.set(adapter, "url", "jdbc:h2:" + folder.resolve("store"));
      deployed.set(adapter, "settings", "flushCommits=false,lingerMillis=0");
      adapter.start(threads);
      ActivationSpec spec = deployed.make(ActivationSpec.class, "TabellaActivationSpec");
      spec.setResourceAdapter(adapter);
      deployed.set(spec, "destination", "q");
      Bean bean = new Bean(null, message -> {});
      adapter.endpointActivation(bean, spec);
      ManagedConnectionFactory factory =
          deployed.make(ManagedConnectionFactory.class, "TabellaManagedConnectionFactory");
      ((ResourceAdapterAssociation) factory).setResourceAdapter(adapter);
      try (JMSContext context =
          ((ConnectionFactory) factory.createConnectionFactory()).createContext()) {
        context.createProducer().send(context.createQueue("q"), "one");
      }
      Server.await(() -> bean.texts.size() == 1);
      adapter.endpointDeactivation(bean, spec);
      adapter.stop();
      return new WeakReference<>(deployed);
    }
  }

  /** The class loader of a RAR: its classes are its own, the API and the driver the server's. */
  private static final class DeployedAdapter extends URLClassLoader {

    DeployedAdapter() {
      super(
          new URL[] {
            placeOf(TabellaResourceAdapter.class),
            placeOf(TabellaXAConnectionFactory.class),
            placeOf(
                ServiceLoader.load(MessageStoreProvider.class).findFirst().orElseThrow().getClass())
          },
          LifeTest.class.getClassLoader());
    }

    private static URL placeOf(Class<?> type) {
      return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known == null && name.startsWith("io.tabella.")) {
          try {
            known = findClass(name);
          } catch (ClassNotFoundException e) {
            // One of the tests'.
          }
        }
        return known == null ? super.loadClass(name, resolve) : known;
      }
    }

    <T> T make(Class<T> type, String name) throws ReflectiveOperationException {
      return type.cast(loadClass("io.tabella.jca." + name).getConstructor().newInstance());
    }

    void set(Object bean, String property, String value) throws ReflectiveOperationException {
      String setter = "set" + property.substring(0, 1).toUpperCase(Locale.ROOT);
      bean.getClass().getMethod(setter + property.substring(1), String.class).invoke(bean, value);
    }
  }

  private static boolean isGone(WeakReference<ClassLoader> application) {
    System.gc();
    return application.get() == null;
  }

  @Test
  void adaptersOfOneJvmDoNotKnowOneAnother() throws Exception {
    try (Server one = new Server(folder.resolve("one"));
        Server two = new Server(folder.resolve("two"));
        Server third = new Server(one.url, "flushCommits=false,lingerMillis=0")) {
      assertThat(one.adapter).isNotEqualTo(two.adapter);
      assertThat(one.adapter).isEqualTo(third.adapter).hasSameHashCodeAs(third.adapter);
      one.send("q", "in one");
      two.send("q", "in two");
      assertThat(third.drain("q")).containsExactly("in one");
      third.adapter.stop();
      one.send("q", "in one again");
      assertThat(one.drain("q")).containsExactly("in one again");
      assertThat(two.drain("q")).containsExactly("in two");
    }
  }
}
