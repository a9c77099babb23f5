package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sending with a context. Jakarta Messaging 3.1, 7 and 3.5. */
final class ContextProducerTest extends JmsBehaviour {

  private static final CompletionListener NOBODY =
      new CompletionListener() {
        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception exception) {}
      };

  // Bodies.

  @Test
  void bodyOfEachKindArrivesInAMessageOfItsKind() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);
    Map<String, Object> map = Map.of("s", "text", "i", 1, "b", new byte[] {1, 2});

    context
        .createProducer()
        .send(queue, "text")
        .send(queue, map)
        .send(queue, new byte[] {1, 2, 3})
        .send(queue, (Serializable) 5L)
        .send(queue, context.createMessage());

    assertThat(Rig.text(Rig.receive(consumer))).isEqualTo("text");
    MapMessage ofMap = (MapMessage) Rig.receive(consumer);
    assertThat(ofMap.getString("s")).isEqualTo("text");
    assertThat(ofMap.getInt("i")).isEqualTo(1);
    assertThat(ofMap.getBytes("b")).containsExactly(1, 2);
    assertThat(Rig.receive(consumer).getBody(byte[].class)).containsExactly(1, 2, 3);
    assertThat(((ObjectMessage) Rig.receive(consumer)).getObject()).isEqualTo(5L);
    assertThat(Rig.receive(consumer)).isNotInstanceOf(TextMessage.class);
  }

  @Test
  void nullBodyIsAMessageOfItsKindWithoutBody() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);

    context
        .createProducer()
        .send(queue, (String) null)
        .send(queue, (Map<String, Object>) null)
        .send(queue, (byte[]) null)
        .send(queue, (Serializable) null);

    assertThat(Rig.text(Rig.receive(consumer))).isNull();
    assertThat(((MapMessage) Rig.receive(consumer)).getMapNames().hasMoreElements()).isFalse();
    assertThat(((BytesMessage) Rig.receive(consumer)).getBodyLength()).isZero();
    assertThat(((ObjectMessage) Rig.receive(consumer)).getObject()).isNull();
  }

  @Test
  void whatCannotBeSentIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    JMSProducer producer = rig.context().createProducer().setProperty("p", 1);
    Map<String, Object> unknown = new HashMap<>();
    unknown.put("key", new Object());

    assertThatThrownBy(() -> producer.send(queue, (Message) null))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    assertThatThrownBy(() -> producer.send(queue, unknown))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    assertThatThrownBy(() -> producer.send(queue, new NotSerializable()))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    assertThatThrownBy(() -> producer.send(null, "a"))
        .isExactlyInstanceOf(InvalidDestinationRuntimeException.class);
    assertThatThrownBy(() -> producer.send(queue, Map.of("", "empty name")))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThat(rig.drain(queue)).isEmpty();
  }

  /** Says that it is, but its field is not. */
  private static final class NotSerializable implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "unused"})
    private final Object field = new Object();
  }

  // How to send.

  @Test
  void sendOptionsGoForEachMessage() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    Message message = context.createTextMessage("a");

    context
        .createProducer()
        .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
        .setPriority(7)
        .setTimeToLive(100_000)
        .setDeliveryDelay(1)
        .send(queue, message);

    assertThat(message.getJMSMessageID()).startsWith("ID:");
    Message received = Rig.receive(context.createConsumer(queue));
    assertThat(received.getJMSMessageID()).isEqualTo(message.getJMSMessageID());
    assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(received.getJMSPriority()).isEqualTo(7);
    assertThat(received.getJMSExpiration()).isEqualTo(received.getJMSTimestamp() + 100_000);
    assertThat(received.getJMSDeliveryTime()).isEqualTo(received.getJMSTimestamp() + 1);
  }

  @Test
  void sendOptionsAreKept() {
    JMSProducer producer = rig.context().createProducer();
    assertThat(producer.getDeliveryMode()).isEqualTo(Message.DEFAULT_DELIVERY_MODE);
    assertThat(producer.getPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
    assertThat(producer.getTimeToLive()).isEqualTo(Message.DEFAULT_TIME_TO_LIVE);
    assertThat(producer.getDeliveryDelay()).isEqualTo(Message.DEFAULT_DELIVERY_DELAY);
    assertThat(producer.getDisableMessageID()).isFalse();
    assertThat(producer.getDisableMessageTimestamp()).isFalse();
    assertThat(producer.getAsync()).isNull();

    JMSProducer same =
        producer
            .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
            .setPriority(1)
            .setTimeToLive(2)
            .setDeliveryDelay(3)
            .setDisableMessageID(true)
            .setDisableMessageTimestamp(true)
            .setAsync(NOBODY);

    assertThat(same).isSameAs(producer);
    assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(producer.getPriority()).isEqualTo(1);
    assertThat(producer.getTimeToLive()).isEqualTo(2);
    assertThat(producer.getDeliveryDelay()).isEqualTo(3);
    assertThat(producer.getDisableMessageID()).isTrue();
    assertThat(producer.getDisableMessageTimestamp()).isTrue();
    assertThat(producer.getAsync()).isSameAs(NOBODY);
    assertThat(producer.setAsync(null).getAsync()).isNull();
  }

  @Test
  void impossibleOptionsAreRefusedByName() {
    JMSProducer producer = rig.context().createProducer();

    assertThatThrownBy(() -> producer.setPriority(10))
        .isExactlyInstanceOf(JMSRuntimeException.class)
        .hasMessageContaining("priority of 10");
    assertThatThrownBy(() -> producer.setDeliveryMode(0))
        .isExactlyInstanceOf(JMSRuntimeException.class)
        .hasMessageContaining("delivery mode of 0");
    assertThatThrownBy(() -> producer.setTimeToLive(-1)).hasMessageContaining("time to live of -1");
    assertThatThrownBy(() -> producer.setDeliveryDelay(-1))
        .hasMessageContaining("delivery delay of -1");
  }

  @Test
  void producersOfAContextHaveOptionsOfTheirOwn() {
    JMSContext context = rig.context();

    context.createProducer().setPriority(9).setProperty("p", 1).setJMSType("t");

    assertThat(context.createProducer().getPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
    assertThat(context.createProducer().propertyExists("p")).isFalse();
    assertThat(context.createProducer().getJMSType()).isNull();
  }

  // Properties.

  @Test
  void propertiesOfEachTypeArrive() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();

    withAllTypes(context.createProducer()).send(queue, "a");

    Message received = Rig.receive(context.createConsumer(queue));
    assertThat(received.getObjectProperty("bool")).isEqualTo(true);
    assertThat(received.getObjectProperty("byte")).isEqualTo((byte) 1);
    assertThat(received.getObjectProperty("short")).isEqualTo((short) 2);
    assertThat(received.getObjectProperty("int")).isEqualTo(3);
    assertThat(received.getObjectProperty("long")).isEqualTo(4L);
    assertThat(received.getObjectProperty("float")).isEqualTo(5f);
    assertThat(received.getObjectProperty("double")).isEqualTo(6d);
    assertThat(received.getObjectProperty("string")).isEqualTo("7");
    assertThat(received.getObjectProperty("object")).isEqualTo(8);
    assertThat(received.propertyExists("nothing")).isTrue();
  }

  private static JMSProducer withAllTypes(JMSProducer producer) {
    return producer
        .setProperty("bool", true)
        .setProperty("byte", (byte) 1)
        .setProperty("short", (short) 2)
        .setProperty("int", 3)
        .setProperty("long", 4L)
        .setProperty("float", 5f)
        .setProperty("double", 6d)
        .setProperty("string", "7")
        .setProperty("object", (Object) 8)
        .setProperty("nothing", (String) null);
  }

  @Test
  void propertiesAreConvertedAsThoseOfMessages() {
    JMSProducer producer = withAllTypes(rig.context().createProducer());

    assertThat(producer.getBooleanProperty("bool")).isTrue();
    assertThat(producer.getByteProperty("byte")).isEqualTo((byte) 1);
    assertThat(producer.getShortProperty("byte")).isEqualTo((short) 1);
    assertThat(producer.getIntProperty("short")).isEqualTo(2);
    assertThat(producer.getLongProperty("int")).isEqualTo(3);
    assertThat(producer.getFloatProperty("float")).isEqualTo(5);
    assertThat(producer.getDoubleProperty("float")).isEqualTo(5);
    assertThat(producer.getIntProperty("string")).isEqualTo(7);
    assertThat(producer.getStringProperty("double")).isEqualTo("6.0");
    assertThat(producer.getObjectProperty("object")).isEqualTo(8);
    assertThat(producer.getStringProperty("none")).isNull();
    assertThat(producer.getObjectProperty("none")).isNull();
    assertThatThrownBy(() -> producer.getIntProperty("long"))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    assertThatThrownBy(() -> producer.getLongProperty("none"))
        .isExactlyInstanceOf(NumberFormatException.class);
  }

  @Test
  void propertyNamesAndValuesAreCheckedAsThoseOfMessages() {
    JMSProducer producer = rig.context().createProducer();

    for (@Nullable String name : Arrays.asList(null, "", "not a name", "LIKE", "JMSPriority")) {
      assertThatThrownBy(() -> producer.setProperty(name, 1))
          .isExactlyInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> producer.setProperty("p", new Object()))
        .isExactlyInstanceOf(MessageFormatRuntimeException.class);
    assertThat(producer.getPropertyNames()).isEmpty();
  }

  @Test
  void propertyNamesAreAViewThatCannotBeChanged() {
    JMSProducer producer = rig.context().createProducer().setProperty("p", 1);
    Set<String> names = producer.getPropertyNames();

    assertThat(names).containsExactly("p");
    assertThat(producer.setProperty("q", 2).propertyExists("q")).isTrue();
    assertThat(names).hasSize(2).containsExactlyInAnyOrder("p", "q");
    assertThatThrownBy(() -> names.remove("p"))
        .isExactlyInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> names.add("r"))
        .isExactlyInstanceOf(UnsupportedOperationException.class);

    assertThat(producer.clearProperties()).isSameAs(producer);

    assertThat(names).isEmpty();
    assertThat(producer.propertyExists("p")).isFalse();
  }

  @Test
  void propertiesAndHeadersOfTheProducerOverrideThoseOfTheMessage() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    Message message = context.createTextMessage("a");
    message.setStringProperty("both", "of the message");
    message.setStringProperty("own", "of the message");
    message.setJMSType("of the message");
    message.setJMSCorrelationID("of the message");

    context
        .createProducer()
        .setProperty("both", "of the producer")
        .setJMSType("of the producer")
        .send(queue, message);

    Message received = Rig.receive(context.createConsumer(queue));
    assertThat(received.getStringProperty("both")).isEqualTo("of the producer");
    assertThat(received.getStringProperty("own")).isEqualTo("of the message");
    assertThat(received.getJMSType()).isEqualTo("of the producer");
    assertThat(received.getJMSCorrelationID()).isEqualTo("of the message");
    assertThat(received.getJMSReplyTo()).isNull();
  }

  @Test
  void clearedPropertiesAreNotSent() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();

    context.createProducer().setProperty("p", 1).clearProperties().send(queue, "a");

    assertThat(Rig.receive(context.createConsumer(queue)).propertyExists("p")).isFalse();
  }

  @Test
  void receivedMessageIsSentOnAsItIsButTakesNoPropertiesOfTheProducer() throws Exception {
    Queue queue = rig.newQueue();
    Queue next = rig.newQueue();
    JMSContext context = rig.context();
    context.createProducer().setProperty("p", 1).send(queue, "a");
    Message message = Rig.receive(context.createConsumer(queue));

    JMSProducer withProperty = context.createProducer().setProperty("q", 2);
    assertThatThrownBy(() -> withProperty.send(next, message))
        .isInstanceOf(MessageNotWriteableRuntimeException.class)
        .hasMessageContaining("clearProperties");
    context.createProducer().setJMSType("forwarded").send(next, message);

    Message again = Rig.receive(context.createConsumer(next));
    assertThat(Rig.text(again)).isEqualTo("a");
    assertThat(again.getIntProperty("p")).isEqualTo(1);
    assertThat(again.propertyExists("q")).isFalse();
    assertThat(again.getJMSType()).isEqualTo("forwarded");
    again.clearProperties();
    withProperty.send(next, again);
    assertThat(Rig.receive(context.createConsumer(next)).getIntProperty("q")).isEqualTo(2);
  }

  @Test
  void otherProvidersMessageGetsTheProducersHeaders() throws Exception {
    Queue queue = rig.newQueue();
    ForeignText foreign = new ForeignText("from elsewhere");

    rig.context().createProducer().setJMSType("t").send(queue, foreign.message());

    assertThat(foreign.header("JMSType")).isEqualTo("t");
    assertThat(rig.drain(queue)).containsExactly("from elsewhere");
  }

  // Header fields.

  @Test
  void headersArriveWithEachMessage() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSConsumer consumer = context.createConsumer(queue);

    JMSProducer producer =
        context
            .createProducer()
            .setJMSCorrelationID("correlation")
            .setJMSType("type")
            .setJMSReplyTo(queue);
    producer.send(queue, "a").send(queue, "b");

    assertThat(producer.getJMSCorrelationID()).isEqualTo("correlation");
    assertThat(producer.getJMSType()).isEqualTo("type");
    assertThat(producer.getJMSReplyTo()).isEqualTo(queue);
    for (Message received : List.of(Rig.receive(consumer), Rig.receive(consumer))) {
      assertThat(received.getJMSCorrelationID()).isEqualTo("correlation");
      assertThat(received.getJMSType()).isEqualTo("type");
      assertThat(received.getJMSReplyTo()).isEqualTo(queue);
    }
  }

  @Test
  void correlationIdentifierOfBytesIsCopied() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    byte[] bytes = {1, 2, 3};

    JMSProducer producer = context.createProducer().setJMSCorrelationIDAsBytes(bytes);
    bytes[0] = 9;
    producer.send(queue, "a");

    assertThat(producer.getJMSCorrelationIDAsBytes()).containsExactly(1, 2, 3);
    assertThat(Rig.receive(context.createConsumer(queue)).getJMSCorrelationIDAsBytes())
        .containsExactly(1, 2, 3);
  }

  // The end.

  @Test
  void producerOfAClosedContextIsRefused() throws Exception {
    Queue queue = rig.newQueue();
    JMSContext context = rig.context();
    JMSProducer producer = context.createProducer();

    context.close();

    assertThatThrownBy(() -> producer.send(queue, "a"))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class)
        .hasMessage("This context is closed.");
    assertThatThrownBy(producer::getPriority)
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(() -> producer.setProperty("p", 1))
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
    assertThatThrownBy(producer::getJMSType)
        .isExactlyInstanceOf(IllegalStateRuntimeException.class);
  }
}
