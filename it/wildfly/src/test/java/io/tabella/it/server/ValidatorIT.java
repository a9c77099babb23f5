package io.tabella.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WildFly validates each adapter that it deploys, and writes what it finds beside its log. */
@ExtendWith(ArquillianExtension.class)
class ValidatorIT {

  /** Nothing but the test. */
  @Deployment
  public static WebArchive application() {
    return ShrinkWrap.create(WebArchive.class, "validator.war").addClass(ValidatorIT.class);
  }

  @Test
  void validatorOfConnectorsFindsNothing() throws IOException {
    Path logs = Path.of(System.getProperty("jboss.server.log.dir", ""));
    assertTrue(Files.exists(logs.resolve("server.log")), () -> "no log in " + logs);
    Path findings = logs.resolve("tabella.rar.log");
    assertEquals("", Files.exists(findings) ? Files.readString(findings) : "");
  }
}
