package io.tabella.it.server;

import static io.tabella.it.kit.Eventually.eventually;
import static io.tabella.it.kit.Eventually.unchecked;

import io.tabella.it.kit.Eventually;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs outside of the server, and has it deploy one adapter after the other. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RedeployIT {

  private static final int CYCLES = 20;

  /** What a server makes once and keeps is there after these. */
  private static final int WARM_UP = 5;

  // What is allowed to be there besides; much less than what adapters that stay would have.

  /** Those of two nodes: meanwhile the server may look for branches to recover. */
  private static final int THREADS = 20;

  /** Those of such a node, and of an adapter or two: one that is stopped has 200. */
  private static final int OBJECTS = 1_000;

  /** An adapter's, those of its store and of the application are 700. */
  private static final int CLASSES = 1_000;

  /** Payara keeps 0.3 MB of each EAR with an adapter, and the directories of its jars. */
  private static final int KILOBYTES = 5 * 1024 + (CYCLES - WARM_UP) * 500;

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // by Arquillian
  private Deployer deployer;

  /** What stays. */
  @Deployment(name = "figures", testable = false, order = 1)
  public static WebArchive figures() {
    return ShrinkWrap.create(WebArchive.class, "figures.war")
        .addClasses(Figures.class, Eventually.class);
  }

  /** What comes and goes. */
  @Deployment(name = "ear", managed = false, testable = false, order = 2)
  public static EnterpriseArchive application() {
    return Archives.ear();
  }

  private record Sample(int threads, int objects, int classes, int kilobytes) {
    static Sample of(URL application) throws IOException {
      byte[] answer = new URL(application, "figures").openStream().readAllBytes();
      String[] parts = new String(answer, StandardCharsets.UTF_8).split(" ", -1);
      return new Sample(
          Integer.parseInt(parts[0]),
          Integer.parseInt(parts[1]),
          Integer.parseInt(parts[2]),
          Integer.parseInt(parts[3]));
    }
  }

  @Test
  void adaptersThatAreUndeployedLeaveNothingBehind(
      @ArquillianResource @OperateOnDeployment("figures") URL figures) throws Exception {
    // The first sample loads the classes that it needs itself.
    Sample.of(figures);
    redeploy(WARM_UP);
    Sample warm = Sample.of(figures);
    redeploy(CYCLES - WARM_UP);
    // What has finalizers goes with the second collection or the third.
    eventually(
        () -> warm + ", and at last " + unchecked(() -> Sample.of(figures)),
        () -> isAsBefore(warm, unchecked(() -> Sample.of(figures))));
  }

  private void redeploy(int times) {
    for (int i = 0; i < times; i++) {
      deployer.deploy("ear");
      deployer.undeploy("ear");
    }
  }

  /** What belongs to the server or to other tests may come and go meanwhile. */
  private static boolean isAsBefore(Sample before, Sample after) {
    return after.threads() < before.threads() + THREADS
        && after.objects() < before.objects() + OBJECTS
        && after.classes() < before.classes() + CLASSES
        && after.kilobytes() < before.kilobytes() + KILOBYTES;
  }
}
