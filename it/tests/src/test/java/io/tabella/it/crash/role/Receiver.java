package io.tabella.it.crash.role;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles messages for as long as it lives: {@code URL QUEUE-OR-TOPIC MODE SESSIONS}. Prints {@code
 * ready}, {@code got ID REDELIVERED COUNT} when it is given a message, and {@code done ID} when its
 * acknowledgement or commit has returned; in AUTO mode there is no such moment.
 *
 * <p>A message whose text begins with {@code poison} kills it, in the listener.
 */
public final class Receiver {

  /** What the name of a topic begins with; its consumers share one durable subscription. */
  public static final String TOPIC = "topic:";

  /** The name of that subscription. */
  public static final String SUBSCRIPTION = "shared";

  private static final int MESSAGES_PER_ACKNOWLEDGEMENT = 5;
  private static final long NO_MORE_MILLIS = 200;

  private final Session session;
  private final MessageConsumer consumer;

  /** What it was given and has not acknowledged; for the thread that receives. */
  private final List<String> pending = new ArrayList<>();

  private Receiver(Session session, String source) throws JMSException {
    this.session = session;
    this.consumer =
        source.startsWith(TOPIC)
            ? session.createSharedDurableConsumer(
                session.createTopic(source.substring(TOPIC.length())), SUBSCRIPTION)
            : session.createConsumer(session.createQueue(source));
  }

  /** Runs it. */
  public static void main(String[] arguments) throws JMSException {
    Mode mode = Mode.valueOf(arguments[2]);
    Connection connection = new TabellaConnectionFactory(arguments[0]).createConnection();
    connection.setExceptionListener(failure -> Console.sayFailed("connection", failure));
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
      Session session = connection.createSession(mode.sessionMode());
      Receiver receiver = new Receiver(session, arguments[1]);
      if (mode == Mode.AUTO) {
        receiver.consumer.setMessageListener(Receiver::handle);
      } else {
        start("receiver-" + i, () -> receiver.receiveForever(mode));
      }
    }
    connection.start();
    Console.say("ready");
    Console.hear();
  }

  private static void start(String name, Runnable duty) {
    Thread thread = new Thread(duty, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void handle(Message message) {
    try {
      String id = sayGot(message);
      if (id.startsWith("poison")) {
        Runtime.getRuntime().halt(1);
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sayGot(Message message) throws JMSException {
    String id = message.getBody(String.class);
    Console.say(
        "got", id, message.getJMSRedelivered(), message.getIntProperty("JMSXDeliveryCount"));
    return id;
  }

  private void receiveForever(Mode mode) {
    boolean alive = true;
    while (alive) {
      try {
        receiveSome(mode);
      } catch (TransactionRolledBackException e) {
        pending.clear();
        Console.sayFailed("receiver", e);
      } catch (JMSException e) {
        Console.sayFailed("receiver", e);
        alive = !"FENCED".equals(e.getErrorCode());
      }
    }
  }

  private void receiveSome(Mode mode) throws JMSException {
    Message last = consumer.receive();
    for (Message next = last; next != null; next = nextIfAny()) {
      pending.add(sayGot(next));
      last = next;
    }
    if (mode == Mode.CLIENT) {
      last.acknowledge();
    } else {
      session.commit();
    }
    pending.forEach(id -> Console.say("done", id));
    pending.clear();
  }

  private @Nullable Message nextIfAny() throws JMSException {
    return pending.size() < MESSAGES_PER_ACKNOWLEDGEMENT ? consumer.receive(NO_MORE_MILLIS) : null;
  }
}
