package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.destination.JmsQueue;
import io.tabella.jms.TabellaConnectionFactory;
import io.tabella.message.JmsMessage;
import io.tabella.message.MessageCodec;
import io.tabella.message.Receiving;
import io.tabella.message.Sending;
import io.tabella.message.TrustedPackages;
import io.tabella.store.StoredMessage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Random messages say what an independent model of the specification says. 3.4, 3.5, 3.11. */
@NullUnmarked
final class MessageModelTest extends JmsBehaviour {

  private static final int MANY = 2_000;
  private static final int SOME = 150;
  private static final Sending SENDING = new Sending("ID:1", 1_000, 0, 4, true, 1_000);

  private final MessageCodec codec = new MessageCodec(TrustedPackages.of(List.of()));

  private static List<ReferenceMessage> messages(long seed, int number) {
    RandomValues random = new RandomValues(new Random(seed));
    List<ReferenceMessage> messages = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      messages.add(new ReferenceMessage(random, i % 30 == 0));
    }
    return messages;
  }

  private static void check(long seed, int place, ReferenceMessage model, Message received) {
    try {
      model.check(received);
    } catch (JMSException | RuntimeException | AssertionError e) {
      throw new AssertionError("message " + place + " of seed " + seed + ": " + e.getMessage(), e);
    }
  }

  @Test
  void everyGetterSaysWhatTheModelSays() throws Exception {
    for (long seed = 1; seed <= 4; seed++) {
      List<ReferenceMessage> models = messages(seed, MANY);
      for (int i = 0; i < models.size(); i++) {
        JmsMessage sent = models.get(i).build();
        JmsMessage received = decode(codec.encode(sent, SENDING));
        check(seed, i, models.get(i), received);
        check(seed, i, models.get(i), decode(codec.encode(received, SENDING)));
      }
    }
  }

  private JmsMessage decode(StoredMessage stored) throws JMSException {
    return codec.decode(stored, Receiving.look(new JmsQueue("orders"), 1));
  }

  @Test
  void everyGetterSaysTheSameAfterAQueue() throws Exception {
    Destination queue = rig.newQueue();
    List<ReferenceMessage> models = messages(5, SOME);
    List<Message> sent = send(queue, models);
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection connection = elsewhere.createConnection()) {
      connection.start();
      receive(connection.createSession().createConsumer(queue), 5, models, sent);
    }
  }

  @Test
  void everyGetterSaysTheSameAfterATopic() throws Exception {
    Topic topic = rig.newTopic();
    List<ReferenceMessage> models = messages(6, SOME);
    try (TabellaConnectionFactory elsewhere = rig.newFactory();
        Connection connection = elsewhere.createConnection()) {
      connection.start();
      MessageConsumer consumer = connection.createSession().createConsumer(topic);
      receive(consumer, 6, models, send(topic, models));
    }
  }

  private List<Message> send(Destination to, List<ReferenceMessage> models) throws JMSException {
    List<Message> sent = new ArrayList<>();
    Session session = rig.transactedSession();
    try (MessageProducer producer = session.createProducer(to)) {
      for (ReferenceMessage model : models) {
        Message message = model.build();
        producer.send(message);
        sent.add(message);
      }
    }
    session.commit();
    return sent;
  }

  private static void receive(
      MessageConsumer consumer, long seed, List<ReferenceMessage> models, List<Message> sent)
      throws JMSException {
    for (int i = 0; i < models.size(); i++) {
      Message received = Rig.receive(consumer);
      assertThat(received.getJMSMessageID()).isEqualTo(sent.get(i).getJMSMessageID());
      assertThat(received.getJMSTimestamp()).isEqualTo(sent.get(i).getJMSTimestamp());
      assertThat(received.getJMSDestination()).isEqualTo(sent.get(i).getJMSDestination());
      check(seed, i, models.get(i), received);
    }
  }
}
