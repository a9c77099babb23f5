package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.Statistics;
import io.tabella.extension.TabellaProperties;
import io.tabella.it.kit.Eventually;
import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a factory counts of all that is done through it. */
final class StatisticsTest extends JmsBehaviour {

  private final List<Commit> commits = new CopyOnWriteArrayList<>();

  private record Commit(int units, int messages, long nanos) {}

  @Override
  protected void configure(TabellaConnectionFactory factory) {
    factory.setCommitListener(
        (units, messages, nanos) -> {
          commits.add(new Commit(units, messages, nanos));
          if (commits.size() % 2 == 0) {
            throw new AssertionError("a listener that fails does no harm");
          }
          throw new IllegalStateException("nor does this one");
        });
    factory.setMaxDeliveries(2);
    factory.setLingerMillis(0);
  }

  private Statistics before = new Statistics(0, 0, 0, 0, 0, 0, 0, 0);

  @BeforeEach
  void look() {
    before = rig.factory().statistics();
    commits.clear();
  }

  /** How much a figure has grown in this test. */
  private long grown(ToLongFunction<Statistics> figure) {
    return figure.applyAsLong(rig.factory().statistics()) - figure.applyAsLong(before);
  }

  @Test
  void whatIsSentIsCountedOnceHoweverItTravels() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    producer.send(session.createTextMessage("at once"));
    producer.send(session.createTextMessage("not written"), DeliveryMode.NON_PERSISTENT, 4, 0);
    producer.setDeliveryDelay(1);
    producer.send(session.createTextMessage("later"));
    session.commit();

    MessageConsumer consumer = rig.autoSession().createConsumer(queue);
    assertThat(Rig.receive(consumer, 3)).hasSize(3);
    assertThat(grown(Statistics::sent)).isEqualTo(3);
    assertThat(grown(Statistics::received)).isEqualTo(3);
    assertThat(grown(Statistics::redelivered)).isZero();
  }

  @Test
  void rolledBackSendsAreNone() throws Exception {
    Session session = rig.transactedSession();
    session.createProducer(rig.newQueue()).send(session.createTextMessage("never"));
    session.rollback();

    assertThat(grown(Statistics::sent)).isZero();
  }

  @Test
  void duplicatesAreCountedApart() throws Exception {
    Session session = rig.autoSession();
    MessageProducer producer = session.createProducer(rig.newQueue());
    for (int i = 0; i < 3; i++) {
      TextMessage message = session.createTextMessage("one");
      message.setStringProperty(TabellaProperties.DUPLICATE_ID, "one");
      producer.send(message);
    }

    assertThat(grown(Statistics::sent)).isOne();
    assertThat(grown(Statistics::duplicates)).isEqualTo(2);
  }

  @Test
  void failedDeliveriesAreCountedUntilTheMessageIsGivenUp() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "poison");
    Session session = rig.transactedSession();
    MessageConsumer consumer = session.createConsumer(queue);
    for (int i = 0; i < 2; i++) {
      Rig.receive(consumer);
      session.rollback();
    }
    assertThat(consumer.receiveNoWait()).isNull();

    assertThat(grown(Statistics::received)).isEqualTo(2);
    assertThat(grown(Statistics::redelivered)).isOne();
    assertThat(grown(Statistics::deadLettered)).isOne();
    assertThat(grown(Statistics::sent)).as("the way to the dead-letter queue is no send").isOne();
  }

  @Test
  void callersTransactionsCountWhatTheySend() throws Exception {
    Queue queue = rig.newQueue();
    try (Connection database = rig.database().connect()) {
      database.setAutoCommit(false);
      JMSContext context = rig.context(rig.factory().createContext(database));
      context.createProducer().send(queue, "joined");
      context.createProducer().send(rig.newTopic(), "joined, and relayed");
      database.commit();
      assertThat(context.createConsumer(queue).receive(Rig.LONG)).isNotNull();
      database.commit();
      Eventually.eventually(
          () -> "a staged message stays",
          () -> Eventually.unchecked(() -> rig.ask("SELECT COUNT(*) FROM tabella_staged")) == 0);
    }

    assertThat(grown(Statistics::sent)).isEqualTo(2);
    assertThat(grown(Statistics::received)).isOne();
  }

  @Test
  void duplicateThatIsFoundLaterTakesNothingFromWhatWasSent() throws Exception {
    Queue queue = rig.newQueue();
    try (Connection database = rig.database().connect()) {
      database.setAutoCommit(false);
      JMSContext context = rig.context(rig.factory().createContext(database));
      for (int i = 0; i < 2; i++) {
        context.createProducer().setProperty(TabellaProperties.DUPLICATE_ID, "two").send(queue, "");
        database.commit();
      }
      Eventually.eventually(() -> "not found", () -> grown(Statistics::duplicates) == 1);
    }

    assertThat(grown(Statistics::sent)).isEqualTo(2);
    assertThat(commits).allSatisfy(commit -> assertThat(commit.messages()).isNotNegative());
  }

  @Test
  void figuresOutliveTheNodesThatMadeThem() throws Exception {
    Queue queue = rig.newQueue();
    rig.closeConnections();
    rig.send(queue, "one");
    assertThat(grown(Statistics::sent)).isOne();

    try (JMSContext context = rig.factory().createContext()) {
      context.createProducer().send(queue, "two");
      assertThat(grown(Statistics::sent)).isEqualTo(2);
    }
    assertThat(grown(Statistics::sent)).isEqualTo(2);
  }

  @Test
  void listenerIsToldOfEachCommit() throws Exception {
    Queue queue = rig.newQueue();
    Session session = rig.transactedSession();
    MessageProducer producer = session.createProducer(queue);
    for (int i = 0; i < 3; i++) {
      producer.send(session.createTextMessage("m" + i));
    }
    session.commit();

    assertThat(commits)
        .anySatisfy(
            commit -> {
              assertThat(commit.units()).isOne();
              assertThat(commit.messages()).isEqualTo(3);
              assertThat(commit.nanos()).isPositive();
            });
    assertThat(grown(Statistics::commits)).isEqualTo(commits.size());
    assertThatThrownBy(() -> rig.factory().setCommitListener((units, messages, nanos) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("right after the connection factory was made");
  }
}
