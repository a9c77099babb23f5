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

  /** Asks a bean. */
  public void request(String queue, String text, String replyTo) {
    try (JMSContext context = factory.createContext()) {
      context
          .createProducer()
          .setJMSReplyTo(context.createQueue(replyTo))
          .send(context.createQueue(queue), text);
    }
  }

  @Resource(lookup = "java:app/jms/lateFactory")
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory lateFactory;

  /** Sends through the database that comes late. */
  public void sendLate(String queue, String text) {
    send(lateFactory, queue, text);
  }

  @Resource(lookup = "java:app/jms/restartedFactory")
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory restartedFactory;

  /** Sends through the database that is restarted. */
  public void sendRestarted(String queue, String text) {
    send(restartedFactory, queue, text);
  }

  private static void send(ConnectionFactory to, String queue, String text) {
    try (JMSContext context = to.createContext()) {
      context.createProducer().send(context.createQueue(queue), text);
    }
  }
}
