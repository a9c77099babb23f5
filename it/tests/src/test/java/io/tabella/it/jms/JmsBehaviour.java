package io.tabella.it.jms;

import io.tabella.it.kit.Databases;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run on each of the {@link Databases}, each class with a {@link Rig} of its own. */
@ParameterizedClass
@EnumSource(Databases.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class JmsBehaviour {

  @Parameter
  @SuppressWarnings("NullAway.Init") // set before each class
  Databases databases;

  @SuppressWarnings("NullAway.Init") // made before each class
  protected Rig rig;

  @BeforeParameterizedClassInvocation
  void openRig() {
    rig = new Rig(databases, this::configure);
  }

  /** Settings of the rig's factories, where the defaults do not serve. */
  protected void configure(TabellaConnectionFactory factory) {}

  @AfterEach
  void closeConnections() throws JMSException {
    rig.closeConnections();
  }

  @AfterParameterizedClassInvocation
  void closeRig() throws JMSException, SQLException {
    rig.close();
  }
}
