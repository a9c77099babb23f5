package io.tabella.spring;

import io.tabella.extension.Statistics;
import io.tabella.extension.TabellaAdmin;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.JMSException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the database whether messages can be sent and received. For all threads. */
public final class TabellaCheck {

  private final TabellaConnectionFactory factory;

  /** Asks through a factory. */
  public TabellaCheck(TabellaConnectionFactory factory) {
    this.factory = factory;
  }

  /**
   * Asks now; makes this JVM a member if it is none.
   *
   * @return what there is to tell
   * @throws JMSException if it does not answer; says why
   */
  public Map<String, Object> ask() throws JMSException {
    Map<String, Object> details = new LinkedHashMap<>();
    try (TabellaAdmin admin = factory.createAdmin()) {
      details.put("nodes", admin.nodes().size());
    }
    Statistics statistics = factory.statistics();
    details.put("sent", statistics.sent());
    details.put("received", statistics.received());
    details.put("deadLettered", statistics.deadLettered());
    return details;
  }
}
