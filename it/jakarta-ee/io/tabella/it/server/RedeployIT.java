package io.tabella.it.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static final int PATIENCE = 20;

  // What is allowed to be there besides; much less than what adapters that stay would have.

  /** Those of two nodes: the server looks for branches to recover with adapters that stay. */
  private static final int THREADS = 20;

  /** An adapter's classes, those of its store and of the application, about. */
  private static final int CLASSES_OF_A_CYCLE = 500;

  private static final int KILOBYTES = 16 * 1024;

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // by Arquillian
  private Deployer deployer;

  /** What stays. */
  @Deployment(name = "figures", testable = false, order = 1)
  public static WebArchive figures() {
    return ShrinkWrap.create(WebArchive.class, "figures.war").addClass(Figures.class);
  }

  /** What comes and goes. */
  @Deployment(name = "ear", managed = false, testable = false, order = 2)
  public static EnterpriseArchive application() {
    return Archives.ear();
  }

  private record Sample(int threads, int classes, int kilobytes) {
    static Sample of(URL application) throws IOException {
      byte[] answer = new URL(application, "figures").openStream().readAllBytes();
      String[] parts = new String(answer, StandardCharsets.UTF_8).split(" ", -1);
      return new Sample(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  @Test
  void adaptersThatAreUndeployedLeaveNothingBehind(
      @ArquillianResource @OperateOnDeployment("figures") URL figures) throws Exception {
    Sample warm = Sample.of(figures);
    for (int i = 1; i <= CYCLES; i++) {
      deployer.deploy("ear");
      deployer.undeploy("ear");
      warm = i == WARM_UP ? Sample.of(figures) : warm;
    }
    // What has finalizers goes with the second collection or the third.
    Sample after = Sample.of(figures);
    for (int i = 0; i < PATIENCE && !isAsBefore(warm, after); i++) {
      Thread.sleep(500);
      after = Sample.of(figures);
    }
    assertTrue(isAsBefore(warm, after), warm + " after " + WARM_UP + ", " + after + " after all");
  }

  /** What belongs to the server or to other tests may come and go meanwhile. */
  private static boolean isAsBefore(Sample before, Sample after) {
    return after.threads() < before.threads() + THREADS
        && after.classes() < before.classes() + CLASSES_OF_A_CYCLE
        && after.kilobytes() < before.kilobytes() + KILOBYTES;
  }
}
