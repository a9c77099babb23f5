package io.tabella.it.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server halts between prepare and commit. After its restart each message is there exactly
 * once, and the other database says the same. Runs outside of the server, which is one of its own.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CrashIT {

  private static final String SERVER = "crashable";
  private static final String ADDRESS = "http://127.0.0.1:9480/";

  /** Applications see the transaction manager's own types, and those of the adapter. */
  private static final String MANIFEST =
      "Manifest-Version: 1.0\nDependencies: org.jboss.jts, deployment.tabella.rar\n";

  private static final long LONG = 60_000_000_000L;
  private static final int MOMENT = 100;

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // by Arquillian
  private ContainerController servers;

  @ArquillianResource
  @SuppressWarnings("NullAway.Init") // by Arquillian
  private Deployer deployer;

  /** Moves messages with connections of its own. The server still has it after its restart. */
  @Deployment(name = "outbound", managed = false, testable = false)
  @TargetsContainer(SERVER)
  public static WebArchive outbound() {
    return application("outbound.war").addClass(PoolStore.class);
  }

  /** Has a bean that moves them. */
  @Deployment(name = "inbound", managed = false, testable = false)
  @TargetsContainer(SERVER)
  public static WebArchive inbound() {
    return application("inbound.war").addClasses(BeanStore.class, CarryingBean.class);
  }

  private static WebArchive application(String name) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addClasses(Desk.class, Clerk.class, MessageStore.class)
        .addClass(Halt.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .setManifest(new StringAsset(MANIFEST));
  }

  /** The first test starts the server, Arquillian stops it after the last. */
  @BeforeEach
  void begin() throws Exception {
    if (!servers.isStarted(SERVER)) {
      servers.start(SERVER);
      deployer.deploy("outbound");
      deployer.deploy("inbound");
      ask("outbound/desk/open");
    }
  }

  // Connections of the application.

  @Test
  void messageThatWasMovedIsThereOnceAfterTheCommitWasCutOff() throws Exception {
    ask("outbound/desk/send/from/one/NEVER");
    restartAfter("outbound", "move/from/to/BEFORE_THE_COMMIT");
    assertEquals("[one/1]", ask("outbound/desk/drain/to"));
    assertEquals("1", ask("outbound/desk/rows/one"));
    assertEquals("[]", ask("outbound/desk/drain/from"));
  }

  @Test
  void messageThatWasMovedIsBackAfterTheDecisionWasCutOff() throws Exception {
    ask("outbound/desk/send/from/two/NEVER");
    restartAfter("outbound", "move/from/to/BEFORE_THE_DECISION");
    assertEquals("[]", ask("outbound/desk/drain/to"));
    assertEquals("0", ask("outbound/desk/rows/two"));
    assertEquals("[two/2]", ask("outbound/desk/drain/from"));
  }

  // Messages of a bean.

  @Test
  void messageOfABeanDoesNotComeAgainAfterTheCommitWasCutOff() throws Exception {
    restartAfter("inbound", "send/from/three/BEFORE_THE_COMMIT");
    assertEquals("[three/1]", ask("inbound/desk/drain/to"));
    assertEquals("1", ask("inbound/desk/rows/three"));
    assertEquals("[]", ask("inbound/desk/drain/from"));
  }

  @Test
  void messageOfABeanComesAgainOnceAfterTheDecisionWasCutOff() throws Exception {
    restartAfter("inbound", "send/from/four/BEFORE_THE_DECISION");
    await(() -> !ask("inbound/desk/rows/four").equals("0"), "the message does not come again");
    assertEquals("[four/1]", ask("inbound/desk/drain/to"));
    assertEquals("1", ask("inbound/desk/rows/four"));
    assertEquals("[]", ask("inbound/desk/drain/from"));
  }

  // The server.

  /** Gives an order at which the server halts, starts it again, and waits for its recovery. */
  private void restartAfter(String application, String order) throws Exception {
    String desk = application + "/desk/";
    try {
      ask(desk + order);
    } catch (IOException e) {
      // The server halts while it answers, unless a bean does the work.
    }
    await(CrashIT::isGone, "the server does not halt");
    try {
      servers.kill(SERVER);
    } catch (Exception e) {
      // Arquillian may complain that nobody answers, once it has noted that the server is gone.
    }
    servers.start(SERVER);
    await(() -> ask(desk + "in-doubt").equals("0+0"), "recovery does not end what is in doubt");
  }

  private static boolean isGone() throws IOException {
    try {
      ask("outbound/desk/rows/any");
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String otherwise) throws Exception {
    long end = System.nanoTime() + LONG;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, otherwise);
      Thread.sleep(MOMENT);
    }
  }

  private static String ask(String order) throws IOException {
    try (InputStream answer = URI.create(ADDRESS + order).toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
