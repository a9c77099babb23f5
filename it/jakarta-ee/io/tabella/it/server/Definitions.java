package io.tabella.it.server;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;

/** What the application defines for itself. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@JMSDestinationDefinition(
    name = "java:app/jms/defined",
    interfaceName = "jakarta.jms.Queue",
    className = "io.tabella.jca.TabellaQueue",
    resourceAdapter = "tabella",
    destinationName = "defined",
    properties = "name=defined")
@JMSConnectionFactoryDefinition(
    name = "java:app/jms/ownFactory",
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "tabella",
    properties = "url=jdbc:h2:mem:own;DB_CLOSE_DELAY=-1")
@JMSConnectionFactoryDefinition(
    name = "java:app/jms/lateFactory",
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "tabella",
    properties = "url=" + DatabaseServer.LATE_URL)
@JMSConnectionFactoryDefinition(
    name = "java:app/jms/restartedFactory",
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "tabella",
    properties = "url=" + DatabaseServer.RESTARTED_URL)
public class Definitions {

  @Resource(lookup = "java:app/jms/ownFactory")
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory ownFactory;

  @Resource(lookup = "java:app/jms/defined")
  @SuppressWarnings("NullAway.Init") // by the container
  private Queue defined;

  /** The queue that is defined here. */
  public Queue queue() {
    return defined;
  }

  /** Sends to the store that is defined here, and receives it. */
  public String echo(String text) {
    try (JMSContext context = ownFactory.createContext()) {
      Queue queue = context.createQueue("own");
      context.createProducer().send(queue, text);
      return context.createConsumer(queue).receiveBody(String.class, 20_000);
    }
  }

  /** Sends to it. */
  public void send(String queue, String text) {
    try (JMSContext context = ownFactory.createContext()) {
      context.createProducer().send(context.createQueue(queue), text);
    }
  }

  /** Connects to it as somebody. */
  public void connectAs(String user, String password) {
    ownFactory.createContext(user, password).close();
  }
}
