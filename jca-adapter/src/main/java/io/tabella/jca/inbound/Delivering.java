package io.tabella.jca.inbound;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;

/**
 * To whom messages are delivered, and how. Immutable.
 *
 * @param onMessage the method that the container is told of
 * @param transacted whether each delivery is a transaction of the container
 */
record Delivering(
    MessageEndpointFactory factory,
    ServerThreads threads,
    EndpointSettings settings,
    Method onMessage,
    boolean transacted) {

  /**
   * Asks the container how it wants to be called.
   *
   * @throws ResourceException if the endpoint is no MessageListener
   */
  static Delivering to(
      MessageEndpointFactory factory, ServerThreads threads, EndpointSettings settings)
      throws ResourceException {
    try {
      Method onMessage = MessageListener.class.getMethod("onMessage", Message.class);
      return new Delivering(
          factory, threads, settings, onMessage, factory.isDeliveryTransacted(onMessage));
    } catch (NoSuchMethodException e) {
      throw new NotSupportedException(
          "the endpoint is no jakarta.jms.MessageListener: " + e.getMessage(), e);
    }
  }

  /** What the bean is called in logs. */
  String name() {
    String name = factory.getActivationName();
    return name == null ? String.valueOf(factory.getEndpointClass()) : name;
  }
}
