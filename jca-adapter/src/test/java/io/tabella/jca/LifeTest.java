package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static JMSContext sendAs(Server server, List<WeakReference<ClassLoader>> applications)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0], outer)) {
      applications.add(new WeakReference<>(application));
      thread.setContextClassLoader(application);
      JMSContext context = server.factory().createContext();
      context.createProducer().send(context.createQueue("q"), "first");
      return context;
    } finally {
      thread.setContextClassLoader(outer);
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
