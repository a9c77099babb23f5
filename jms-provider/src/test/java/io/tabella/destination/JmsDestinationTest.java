package io.tabella.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.store.DestinationKind;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JmsDestinationTest {

  @Test
  void sameKindAndNameAreTheSameDestination() throws JMSException {
    assertThat(new JmsQueue("orders"))
        .isEqualTo(new JmsQueue("orders"))
        .hasSameHashCodeAs(new JmsQueue("orders"))
        .isNotEqualTo(new JmsQueue("Orders"))
        .isNotEqualTo(new JmsTopic("orders"));
  }

  @Test
  void textHasKindAndNameAndIsReadBack() throws JMSException {
    assertThat(new JmsQueue("orders")).hasToString("queue:orders");
    assertThat(new JmsTopic("prices: all")).hasToString("topic:prices: all");
    assertThat(JmsDestination.parse("queue:orders")).isEqualTo(new JmsQueue("orders"));
    assertThat(JmsDestination.parse("topic:prices: all")).isEqualTo(new JmsTopic("prices: all"));
    assertThat(JmsDestination.parse("queue:queue:x").name()).isEqualTo("queue:x");
  }

  @Test
  void kindAndApiNamesAgree() throws JMSException {
    assertThat(new JmsQueue("a").kind()).isEqualTo(DestinationKind.QUEUE);
    assertThat(new JmsTopic("a").kind()).isEqualTo(DestinationKind.TOPIC);
    assertThat(new JmsQueue("a").getQueueName()).isEqualTo("a");
    assertThat(new JmsTopic("a").getTopicName()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "Queue:orders", "queue:", "topic: "})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> JmsDestination.parse(text))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t", "a\u0000b", "a\nb", "\u0085x", " a", "a ", "a\uD800"})
  void namesThatNobodyCouldTellApartAreRefused(String name) {
    assertThatThrownBy(() -> new JmsQueue(name))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("queue");
    assertThatThrownBy(() -> new JmsTopic(name))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("topic");
  }

  @Test
  void controlCharacterIsNamedWithItsPlace() {
    assertThatThrownBy(() -> new JmsQueue("ab\u0007"))
        .hasMessage(
            "the queue name \"ab?\" cannot be used: it has the control character U+0007 at"
                + " position 3");
  }

  @Test
  void longestNameHas200Characters() throws JMSException {
    assertThat(new JmsQueue("x".repeat(200)).name()).hasSize(200);
    assertThatThrownBy(() -> new JmsQueue("x".repeat(201)))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("201 characters; at most 200 fit");
  }

  @Test
  void namesMayBeOfAnyScript() throws JMSException {
    assertThat(new JmsQueue("Aufträge/2026 注文 📦").name()).isEqualTo("Aufträge/2026 注文 📦");
  }

  @Test
  void anotherProvidersDestinationIsTakenByKindAndName() throws JMSException {
    Queue queue = () -> "orders";
    Topic topic = () -> "prices";
    assertThat(JmsDestination.of(queue)).isEqualTo(new JmsQueue("orders"));
    assertThat(JmsDestination.of(topic)).isEqualTo(new JmsTopic("prices"));
  }

  @Test
  void ownDestinationIsTakenAsItIs() throws JMSException {
    JmsQueue queue = new JmsQueue("orders");
    assertThat(JmsDestination.of(queue)).isSameAs(queue);
  }

  @Test
  void destinationThatIsNeitherOrBothOrNullIsRefused() {
    assertThatThrownBy(() -> JmsDestination.of(null))
        .isInstanceOf(InvalidDestinationException.class);
    assertThatThrownBy(() -> JmsDestination.of(new Destination() {}))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("it must be a jakarta.jms.Queue or a jakarta.jms.Topic");
    assertThatThrownBy(() -> JmsDestination.of(new QueueAndTopic()))
        .isInstanceOf(InvalidDestinationException.class)
        .hasMessageContaining("not both");
    Queue nameless = () -> null;
    assertThatThrownBy(() -> JmsDestination.of(nameless))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void serializedDestinationIsTheSame() throws Exception {
    assertThat(deserialized(serialized(new JmsTopic("prices")))).isEqualTo(new JmsTopic("prices"));
  }

  @Test
  void serializedBytesCannotMakeAnIllegalName() throws Exception {
    String bytes = new String(serialized(new JmsQueue("xyz")), StandardCharsets.ISO_8859_1);
    byte[] forged = bytes.replace("xyz", "x\nz").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> deserialized(forged)).isInstanceOf(InvalidObjectException.class);
  }

  private static byte[] serialized(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object deserialized(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  private static final class QueueAndTopic implements Queue, Topic {
    @Override
    public String getQueueName() {
      return "both";
    }

    @Override
    public String getTopicName() {
      return "both";
    }
  }
}
