package io.tabella.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.it.crash.role.Mode;
import io.tabella.it.crash.role.Receiver;
import io.tabella.it.kit.Databases;
import io.tabella.it.kit.Eventually;
import io.tabella.it.kit.NodeProcess;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of two JVMs that share a durable subscription is killed with -9 in the middle. */
class KilledSubscriberIT {

  private static final int MESSAGES = 1_000;
  private static final int KILL_AFTER = 100;
  private static final int PER_COMMIT = 20;
  private static final String NAME = "prices";

  @ParameterizedTest
  @EnumSource
  void theOtherGoesOnWithWhatItHadAndOnlyThatComesTwiceFlagged(Mode mode) throws Exception {
    try (Cluster cluster = new Cluster(Databases.MYSQL.create("subscriber"));
        Connection connection = cluster.connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      Topic topic = session.createTopic(NAME);
      MessageConsumer own = session.createSharedDurableConsumer(topic, "own");
      session.createSharedDurableConsumer(topic, Receiver.SUBSCRIPTION).close();
      NodeProcess victim = cluster.receiver(Receiver.TOPIC + NAME, mode, 1);
      NodeProcess other = cluster.receiver(Receiver.TOPIC + NAME, mode, 1);

      List<String> sent = publish(session, topic, victim);
      Eventually.eventually(
          () -> cluster.ask("SELECT COUNT(*) FROM tabella_topic_log") + " messages are kept",
          () -> handled(victim, other).size() == MESSAGES);

      assertThat(drain(session, own)).containsExactlyElementsOf(sent);
      assertHandled(sent, Received.by(victim), Received.by(other));
      Eventually.eventually(
          () -> "what all have passed is removed, but the last",
          () -> cluster.ask("SELECT COUNT(*) FROM tabella_topic_log") <= 1);
    }
  }

  /** Kills the victim when it has got some of them. */
  private static List<String> publish(Session session, Topic topic, NodeProcess victim)
      throws JMSException {
    List<String> ids = IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
    MessageProducer producer = session.createProducer(topic);
    for (int i = 0; i < MESSAGES; i++) {
      producer.send(session.createTextMessage(ids.get(i)));
      if (i % PER_COMMIT == PER_COMMIT - 1) {
        session.commit();
      }
      if (victim.isAlive() && Received.by(victim).receipts().size() >= KILL_AFTER) {
        victim.kill();
      }
    }
    session.commit();
    Eventually.eventually(
        () -> "the victim has got some",
        () -> Received.by(victim).receipts().size() >= KILL_AFTER || !victim.isAlive());
    victim.kill();
    return ids;
  }

  private static Set<String> handled(NodeProcess victim, NodeProcess other) {
    Set<String> ids = new HashSet<>(Received.by(victim).ids());
    ids.addAll(Received.by(other).ids());
    return ids;
  }

  private static List<String> drain(Session session, MessageConsumer consumer) throws JMSException {
    List<String> texts = new ArrayList<>();
    while (texts.size() < MESSAGES) {
      Message message = consumer.receive(Eventually.LIMIT.toMillis());
      texts.add(message.getBody(String.class));
    }
    session.commit();
    return texts;
  }

  private static void assertHandled(List<String> sent, Received before, Received after) {
    assertThat(before.ids()).as("the victim was at work").isNotEmpty();
    Set<String> seen = new HashSet<>(before.ids());
    seen.addAll(after.ids());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(after.ids()).as("the other got nothing twice").doesNotHaveDuplicates();
    List<Receipt> repeated = after.alreadySeenBy(before);
    Received.assertMarkedAsRedelivered(repeated);
    assertThat(repeated).noneMatch(receipt -> before.done().contains(receipt.id()));
  }
}
