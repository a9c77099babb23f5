package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.jms.TabellaConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a context does in its connection's and in its session's place. Jakarta Messaging 3.1, 6. */
final class ContextDutiesTest extends JmsBehaviour {

  private static final int[] MODES = {
    JMSContext.AUTO_ACKNOWLEDGE,
    JMSContext.CLIENT_ACKNOWLEDGE,
    JMSContext.DUPS_OK_ACKNOWLEDGE,
    JMSContext.SESSION_TRANSACTED
  };

  // Client identifiers.

  @Test
  void clientIdentifierIsSetBeforeAnythingElse() {
    JMSContext context = rig.context();
    context.getMetaData();
    context.setExceptionListener(problem -> {});
    context.setAutoStart(true);
    assertThat(context.getClientID()).isNull();

    context.setClientID("me");

    assertThat(context.getClientID()).isEqualTo("me");
    assertThat(context.createContext(JMSContext.AUTO_ACKNOWLEDGE).getClientID()).isEqualTo("me");
    assertLate(context);
  }

  @Test
  void clientIdentifierIsTooLateAfterAnyUse() throws Exception {
    Queue queue = rig.newQueue();

    for (Consumer<JMSContext> use :
        List.<Consumer<JMSContext>>of(
            JMSContext::start,
            JMSContext::stop,
            JMSContext::createTextMessage,
            JMSContext::createProducer,
            JMSContext::recover,
            JMSContext::acknowledge,
            context -> context.createQueue("q"),
            context -> context.createConsumer(queue),
            context -> rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE)))) {
      JMSContext context = rig.context();
      use.accept(context);
      assertLate(context);
      context.close();
    }
  }

  private static void assertLate(JMSContext context) {
    assertThatThrownBy(() -> context.setClientID("late"))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class)
        .hasFieldOrPropertyWithValue("errorCode", "CLIENT_ID");
  }

  @Test
  void clientIdentifierBelongsToOneConnection() {
    rig.context().setClientID("me");
    JMSContext other = rig.context();

    assertThatThrownBy(() -> other.setClientID("me"))
        .isExactlyInstanceOf(InvalidClientIDRuntimeException.class);
    assertThatThrownBy(() -> other.setClientID(""))
        .isExactlyInstanceOf(InvalidClientIDRuntimeException.class);
    other.setClientID("you");
  }

  @Test
  void administeredClientIdentifierStays() throws Exception {
    try (TabellaConnectionFactory factory = rig.newFactory()) {
      factory.setClientId("administered");
      JMSContext context = factory.createContext();

      assertThat(context.getClientID()).isEqualTo("administered");
      assertLate(context);
      assertThatThrownBy(factory::createContext)
          .isExactlyInstanceOf(InvalidClientIDRuntimeException.class);
      context.close();
      factory.createContext().close();
    }
  }

  // Modes.

  @Test
  void commitAndRollbackGoForTheTransaction() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context(JMSContext.SESSION_TRANSACTED);
    JMSProducer producer = context.createProducer();

    producer.send(queue, "undone");
    context.rollback();
    producer.send(queue, "done");
    context.commit();

    assertThat(rig.drain(queue)).containsExactly("done");
    assertThatThrownBy(context::recover).isExactlyInstanceOf(IllegalStateRuntimeException.class);
  }

  @Test
  void commitAndRollbackAreForTransactedContextsOnly() {
    JMSContext context = rig.context();

    assertThatThrownBy(context::commit).isExactlyInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(context::rollback).isExactlyInstanceOf(IllegalStateRuntimeException.class);
  }

  @Test
  void acknowledgeCoversAllThatTheContextHasReceived() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c");
    JMSContext context = rig.context(JMSContext.CLIENT_ACKNOWLEDGE);
    JMSConsumer consumer = context.createConsumer(queue);
    Rig.receive(consumer);
    Rig.receive(consumer);

    context.acknowledge();
    Rig.receive(consumer);
    context.close();

    assertThat(rig.drain(queue)).containsExactly("c");
  }

  @Test
  void acknowledgeDoesNothingInTheOtherModes() throws Exception {
    for (int mode : MODES) {
      Queue queue = rig.newQueue();
      rig.send(queue, "a");
      JMSContext context = rig.context(mode);
      Rig.receive(context.createConsumer(queue));

      context.acknowledge();
      context.close();

      assertThat(rig.drain(queue))
          .isEqualTo(mode == JMSContext.SESSION_TRANSACTED ? List.of("a") : List.of());
    }
  }

  @Test
  void recoverDeliversAgain() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a");
    JMSContext context = rig.context(JMSContext.CLIENT_ACKNOWLEDGE);
    JMSConsumer consumer = context.createConsumer(queue);
    Rig.receive(consumer);

    context.recover();

    assertThat(Rig.count(Rig.receive(consumer))).isEqualTo(2);
    context.acknowledge();
  }

  // The rest of connection and session.

  @Test
  void exceptionListenerIsTheConnections() {
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    ExceptionListener listener = problem -> {};
    assertThat(context.getExceptionListener()).isNull();

    context.setExceptionListener(listener);

    assertThat(other.getExceptionListener()).isSameAs(listener);
    assertThat(context.getMetaData().getClass()).isEqualTo(other.getMetaData().getClass());
  }

  @Test
  void messagesOfEachKindAreMade() throws Exception {
    JMSContext context = rig.context();

    assertThat(context.createTextMessage("a").getText()).isEqualTo("a");
    assertThat(context.createTextMessage().getText()).isNull();
    assertThat(context.createObjectMessage("a").getObject()).isEqualTo("a");
    assertThat(context.createObjectMessage().getObject()).isNull();
    assertThat(context.createMapMessage().getMapNames().hasMoreElements()).isFalse();
    assertThat(context.createMessage().getJMSMessageID()).isNull();
    context.createBytesMessage().writeInt(1);
    context.createStreamMessage().writeInt(1);
  }

  @Test
  void destinationsAreMadeByName() throws Exception {
    JMSContext context = rig.context();

    assertThat(context.createQueue("q").getQueueName()).isEqualTo("q");
    assertThat(context.createTopic("t").getTopicName()).isEqualTo("t");
    assertThatThrownBy(() -> context.createQueue(""))
        .isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
    assertThatThrownBy(() -> context.createConsumer((Destination) null))
        .isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
    assertThatThrownBy(() -> context.createConsumer(context.createTopic("t"), "not ("))
        .isExactlyInstanceOf(InvalidSelectorRuntimeException.class);
    assertThatThrownBy(() -> context.createDurableConsumer(context.createTopic("t"), "s"))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class)
        .hasMessageContaining("client identifier");
    assertThatThrownBy(() -> context.unsubscribe("nobody"))
        .isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
  }

  @Test
  void temporaryTopicGoesWithTheConnection() throws Exception {
    JMSContext context = rig.context();
    JMSContext other = rig.context(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    var topic = context.createTemporaryTopic();
    context.close();

    JMSConsumer consumer = other.createConsumer(topic);
    other.createProducer().send(topic, "a");
    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("a");
    other.close();

    assertThatThrownBy(() -> rig.context().createProducer().send(topic, "b"))
        .isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
  }

  @Test
  void subscriptionsOfEachKindReceive() throws Exception {
    Topic topic = rig.newTopic();
    JMSContext context = rig.context();
    context.setClientID("subscriber");
    List<JMSConsumer> consumers =
        Stream.of(
                context.createConsumer(topic),
                context.createConsumer(topic, "n = 1", true),
                context.createSharedConsumer(topic, "shared"),
                context.createSharedConsumer(topic, "selected", "n = 1"),
                context.createDurableConsumer(topic, "durable"),
                context.createDurableConsumer(topic, "selected durable", "n = 1", false),
                context.createSharedDurableConsumer(topic, "ours"),
                context.createSharedDurableConsumer(topic, "selected ours", "n = 1"))
            .toList();

    rig.context().createProducer().setProperty("n", 2).send(topic, "two");
    rig.context().createProducer().setProperty("n", 1).send(topic, "one");

    for (int i = 0; i < consumers.size(); i += 2) {
      assertThat(Rig.text(Rig.receive(consumers.get(i)))).isEqualTo("two");
      assertThat(Rig.text(Rig.receive(consumers.get(i)))).isEqualTo("one");
      assertThat(Rig.text(Rig.receive(consumers.get(i + 1)))).isEqualTo("one");
      assertThat(consumers.get(i + 1).getMessageSelector()).isEqualTo("n = 1");
    }
    consumers.forEach(JMSConsumer::close);
    Stream.of("durable", "selected durable", "ours", "selected ours").forEach(context::unsubscribe);
  }
}
