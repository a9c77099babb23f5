package io.tabella.jca.inbound;

import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.jca.store.Naming;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint's messages come from. The naming service is asked on the thread that activates
 * the endpoint: names of an application are to be seen there and nowhere else. A name that is not
 * there yet is asked for again before each attempt to connect.
 */
final class DestinationSource {

  private static final System.Logger LOG = System.getLogger(DestinationSource.class.getName());

  private final EndpointSettings.Source source;
  private volatile @Nullable Destination found;

  private DestinationSource(EndpointSettings.Source source) {
    this.source = source;
  }

  /** To be called by the thread that activates. */
  static DestinationSource of(EndpointSettings.Source source) {
    DestinationSource made = new DestinationSource(source);
    if (source.lookup() != null) {
      try {
        made.destination();
      } catch (JMSException e) {
        LOG.log(Level.WARNING, "{0} It is looked up again later.", e.getMessage());
      }
    }
    return made;
  }

  /** The destination, or why there is none. */
  Destination destination() throws JMSException {
    Destination known = found;
    if (known == null) {
      known = source.lookup() == null ? named() : lookUp(source.lookup());
      found = known;
    }
    return known;
  }

  private Destination named() throws JMSException {
    return source.topic() ? new JmsTopic(source.name()) : new JmsQueue(source.name());
  }

  private static Destination lookUp(String name) throws JMSException {
    try {
      if (Naming.lookUp(name) instanceof Destination destination) {
        return destination;
      }
      throw new JMSException(
          "What the naming service has as " + name + " (destinationLookup) is no destination.",
          "SETTING");
    } catch (NamingException e) {
      JMSException failure =
          new JMSException(
              "The naming service has no " + name + " (destinationLookup): " + e.getMessage() + ".",
              "SETTING");
      failure.initCause(e);
      throw failure;
    }
  }

  @Override
  public String toString() {
    return source.lookup() != null
        ? source.lookup()
        : (source.topic() ? "topic:" : "queue:") + source.name();
  }
}
