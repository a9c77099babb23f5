package io.tabella.it.crash.role;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * Does with one connection and one session what its test tells it, line by line, and says after
 * each step {@code did STEP}, or {@code failed STEP KIND CODE MESSAGE}. {@code told …} is what its
 * exception listener hears.
 */
public final class Puppet {

  private static final long LONG_MILLIS = 60_000;

  private @Nullable String factoryUrl;
  private @Nullable TabellaConnectionFactory factory;
  private @Nullable Connection connection;
  private @Nullable Session session;
  private @Nullable MessageConsumer consumer;
  private @Nullable Message last;

  private Puppet() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    Puppet puppet = new Puppet();
    Console.say("ready");
    for (String line = Console.hear(); line != null; line = Console.hear()) {
      puppet.obey(line);
    }
  }

  private void obey(String line) {
    try {
      step(line.split(" ", -1));
      Console.say("did", line);
    } catch (JMSException e) {
      Console.sayFailed(line.split(" ", -1)[0], e);
    }
  }

  @SuppressWarnings("NullAway") // the test's lines say in which order things are
  private void step(String[] words) throws JMSException {
    switch (words[0]) {
      case "connect" -> connect(words[1], Mode.valueOf(words[2]));
      case "send" -> send(words[1], words[2]);
      case "consume" -> consumer = session.createConsumer(session.createQueue(words[1]));
      case "receive" -> receive(Integer.parseInt(words[1]));
      case "acknowledge" -> last.acknowledge();
      case "commit" -> session.commit();
      case "rollback" -> session.rollback();
      case "close" -> connection.close();
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void connect(String url, Mode mode) throws JMSException {
    Connection opened = factory(url).createConnection();
    opened.setExceptionListener(
        failure -> Console.say("told", failure.getErrorCode(), failure.getMessage()));
    session = opened.createSession(mode.sessionMode());
    opened.start();
    connection = opened;
  }

  /** One factory per database, as an application has it. */
  private TabellaConnectionFactory factory(String url) {
    TabellaConnectionFactory made = factory;
    if (made == null || !url.equals(factoryUrl)) {
      made = new TabellaConnectionFactory(url);
      factory = made;
      factoryUrl = url;
    }
    return made;
  }

  @SuppressWarnings("NullAway") // the test's lines say in which order things are
  private void send(String queue, String text) throws JMSException {
    try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      producer.send(session.createTextMessage(text));
    }
  }

  @SuppressWarnings("NullAway") // the test's lines say in which order things are
  private void receive(int count) throws JMSException {
    for (int i = 0; i < count; i++) {
      last = consumer.receive(LONG_MILLIS);
      Console.say(
          "got",
          last.getBody(String.class),
          last.getJMSRedelivered(),
          last.getIntProperty("JMSXDeliveryCount"));
    }
  }
}
