package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receiving with a context. Jakarta Messaging 3.1, 8.4 to 8.6. */
final class ContextConsumerTest extends JmsBehaviour {

  private static final List<BiFunction<JMSConsumer, Class<?>, @Nullable Object>> RECEIVE_BODY =
      List.of(
          JMSConsumer::receiveBody,
          (consumer, wanted) -> consumer.receiveBody(wanted, Rig.LONG),
          JMSConsumer::receiveBodyNoWait);

  // Messages.

  @Test
  void receivesOfEachKindGiveTheNextMessage() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b", "c", "d");
    JMSConsumer consumer = rig.context().createConsumer(queue);

    assertThat(Rig.text(consumer.receive())).isEqualTo("a");
    assertThat(Rig.text(consumer.receive(Rig.LONG))).isEqualTo("b");
    assertThat(Rig.text(consumer.receive(0))).isEqualTo("c");
    assertThat(Rig.text(consumer.receiveNoWait())).isEqualTo("d");
    assertThat(consumer.receive(1)).isNull();
    assertThat(consumer.receiveNoWait()).isNull();
    assertThat(consumer.getMessageSelector()).isNull();
    assertThat(consumer.getMessageListener()).isNull();
  }

  @Test
  void receiveThatWaitsEndsWithItsConsumer() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    Blocked<@Nullable Message> waiting = Blocked.in(consumer::receive);

    consumer.close();

    assertThat(waiting.result()).isNull();
  }

  @Test
  void receiveBodyThatWaitsEndsWithItsContext() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    Blocked<@Nullable String> waiting = Blocked.in(() -> consumer.receiveBody(String.class));

    context.close();

    assertThat(waiting.result()).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyMethodOfAClosedConsumerIsRefused(boolean contextAsWell) throws Exception {
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(rig.newQueue());

    consumer.close();
    consumer.close();
    if (contextAsWell) {
      context.close();
    }

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            consumer::receive,
            () -> consumer.receive(1),
            consumer::receiveNoWait,
            () -> consumer.receiveBody(String.class),
            () -> consumer.receiveBody(String.class, 1),
            () -> consumer.receiveBodyNoWait(String.class),
            consumer::getMessageListener,
            () -> consumer.setMessageListener(null),
            consumer::getMessageSelector)) {
      assertThatThrownBy(call)
          .isExactlyInstanceOf(IllegalStateRuntimeException.class)
          .hasMessage("This consumer is closed.");
    }
  }

  @Test
  void consumerEndsWithItsContext() throws Exception {
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(rig.newQueue());

    context.close();

    assertThatThrownBy(consumer::receiveNoWait)
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    consumer.close();
  }

  @Test
  void receiveBesideAListenerIsRefused() throws Exception {
    JMSConsumer consumer = rig.context().createConsumer(rig.newQueue());
    consumer.setMessageListener(message -> {});

    assertThatThrownBy(consumer::receiveNoWait)
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    consumer.setMessageListener(null);
    assertThat(consumer.receiveNoWait()).isNull();
  }

  // Bodies.

  /** The next message is a text. */
  private static void assertBodyDoesNotFit(JMSConsumer consumer) {
    assertThatThrownBy(() -> consumer.receiveBody(Integer.class))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
  }

  @Test
  void bodyOfEachKindIsReceivedAsItsClassOrAWiderOne() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    JMSProducer producer = context.createProducer();
    for (int i = 0; i < 2; i++) {
      producer
          .send(queue, "text")
          .send(queue, Map.of("key", 1))
          .send(queue, new byte[] {1, 2})
          .send(queue, (Serializable) 5L);
    }

    assertThat(consumer.receiveBody(String.class)).isEqualTo("text");
    assertThat((Object) consumer.receiveBody(Map.class)).isEqualTo(Map.of("key", 1));
    assertThat(consumer.receiveBody(byte[].class)).containsExactly(1, 2);
    assertThat(consumer.receiveBody(Long.class)).isEqualTo(5L);
    assertThat(consumer.receiveBody(CharSequence.class, Rig.LONG)).isEqualTo("text");
    assertThat(consumer.receiveBodyNoWait(Object.class)).isEqualTo(Map.of("key", 1));
    assertThat(consumer.receiveBodyNoWait(Object.class)).isEqualTo(new byte[] {1, 2});
    assertThat(consumer.receiveBodyNoWait(Serializable.class)).isEqualTo(5L);
    assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
    assertThat(consumer.receiveBody(String.class, 1)).isNull();
    context.close();
    assertThat(rig.drain(queue)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
  void bodyThatDoesNotFitStaysAsIfNothingHadBeenReceived(int mode) throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    JMSContext context = rig.context(mode);
    JMSConsumer consumer = context.createConsumer(queue);

    for (var receiveBody : RECEIVE_BODY) {
      assertThatThrownBy(() -> receiveBody.apply(consumer, Integer.class))
          .isExactlyInstanceOf(MessageFormatRuntimeException.class)
          .hasMessageContaining("java.lang.Integer")
          .hasMessageContaining("with receive");
    }

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getJMSRedelivered()).isFalse();
    assertThat(Rig.count(again)).isEqualTo(1);
    assertThat(consumer.receiveBody(String.class)).isEqualTo("b");
    assertThatThrownBy(() -> context.createConsumer(queue).receiveBody(null))
        .isExactlyInstanceOf(NullPointerException.class)
        .hasMessageContaining("needs a class");
  }

  @Test
  void bodyThatDoesNotFitStaysForOthersWhenTheContextIsClosed() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    assertBodyDoesNotFit(consumer);

    context.close();

    Message next = Rig.receive(rig.context().createConsumer(queue));
    assertThat(Rig.text(next)).isEqualTo("a");
    assertThat(Rig.count(next)).isEqualTo(1);
  }

  @Test
  void bodyThatDoesNotFitStaysInASubscription() throws Exception {
    Topic topic = rig.newTopic();
    JMSConsumer consumer = rig.context().createConsumer(topic);
    rig.publish(topic, "a", "b");

    for (var receiveBody : RECEIVE_BODY) {
      assertThatThrownBy(() -> receiveBody.apply(consumer, Integer.class))
          .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    }

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(Rig.count(again)).isEqualTo(1);
    assertThat(consumer.receiveBody(String.class)).isEqualTo("b");
  }

  @Test
  void bodyThatDoesNotFitIsReceivedInATransaction() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    JMSContext context = rig.context(JMSContext.SESSION_TRANSACTED);
    JMSConsumer consumer = context.createConsumer(queue);
    assertBodyDoesNotFit(consumer);
    assertThat(consumer.receiveBody(String.class)).isEqualTo("b");

    context.rollback();

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(Rig.count(again)).isEqualTo(2);
    assertBodyDoesNotFit(consumer);
    context.commit();
    context.close();
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void bodyThatDoesNotFitIsReceivedUntilTheApplicationRecovers() throws Exception {
    Queue queue = rig.newQueue();
    rig.send(queue, "a", "b");
    JMSContext context = rig.context(JMSContext.CLIENT_ACKNOWLEDGE);
    JMSConsumer consumer = context.createConsumer(queue);
    assertBodyDoesNotFit(consumer);
    assertThat(consumer.receiveBody(String.class)).isEqualTo("b");

    context.recover();

    Message again = Rig.receive(consumer);
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getJMSRedelivered()).isTrue();
    assertBodyDoesNotFit(consumer);
    context.acknowledge();
    context.close();
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void messageWithoutABodyThatCouldBeReceivedIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    JMSProducer producer = context.createProducer();
    var stream = context.createStreamMessage();
    stream.writeInt(1);

    producer
        .send(queue, context.createMessage())
        .send(queue, (String) null)
        .send(queue, (Map<String, Object>) null)
        .send(queue, (byte[]) null)
        .send(queue, (Serializable) null)
        .send(queue, stream);

    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> consumer.receiveBody(Object.class))
          .isExactlyInstanceOf(MessageFormatRuntimeException.class)
          .hasFieldOrPropertyWithValue("errorCode", "BODY");
      Rig.receive(consumer);
    }
    assertThat(consumer.receiveBodyNoWait(Object.class)).isNull();
  }

  @Test
  void objectThatCannotBeReadIsRefusedAndStays() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    context.createProducer().send(queue, new Untrusted());

    assertThatThrownBy(() -> consumer.receiveBody(Serializable.class))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class)
        .hasMessageContaining("Untrusted");

    assertThat(Rig.count(Rig.receive(consumer))).isEqualTo(1);
  }

  /** Of a package that nobody has declared trusted. */
  private static final class Untrusted implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
