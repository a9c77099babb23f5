package io.tabella.it.server;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;

/** Sends requests. */
@Stateless
public class Requests {

  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory factory;

  /** Asks the echo. */
  public void request(String text, String replyTo) {
    try (JMSContext context = factory.createContext()) {
      context
          .createProducer()
          .setJMSReplyTo(context.createQueue(replyTo))
          .send(context.createQueue("echo"), text);
    }
  }

  @Resource(lookup = "java:app/jms/lateFactory")
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory lateFactory;

  /** Sends through the database that comes late. */
  public void sendLate(String queue, String text) {
    try (JMSContext context = lateFactory.createContext()) {
      context.createProducer().send(context.createQueue(queue), text);
    }
  }
}
