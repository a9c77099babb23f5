package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.MessageHeader;
import io.tabella.store.StoredMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
final class MessageCodecTest {

  private static final Sending SENDING = new Sending("ID:1", 1_000, 5_000, 7, true, 1_000);

  private final MessageCodec codec = new MessageCodec(TrustedPackages.NONE);
  private final JmsQueue orders = queue("orders");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261121})
  void everyMessageArrivesAsItWasSent(long seed) throws JMSException {
    RandomMessages messages = new RandomMessages(seed);
    for (int i = 0; i < 1_500; i++) {
      JmsMessage sent = messages.next();
      StoredMessage stored = codec.encode(sent, SENDING);
      assertStorable(stored);
      JmsMessage received = receive(stored);
      assertThat(contentOf(received))
          .as("message %s of seed %s", i, seed)
          .isEqualTo(contentOf(sent));
      StoredMessage again = codec.encode(received, SENDING);
      assertThat(again.header()).isEqualTo(stored.header());
      assertThat(again.properties()).isEqualTo(stored.properties());
      assertThat(again.body()).usingRecursiveComparison().isEqualTo(stored.body());
    }
  }

  @Test
  void bigMapArrives() throws JMSException {
    JmsMapMessage sent = new JmsMapMessage();
    for (int i = 0; i < 50_000; i++) {
      sent.setLong("name " + i, i);
      sent.setString("text " + i, "é\n" + i);
    }
    assertThat(contentOf(receive(codec.encode(sent, SENDING)))).isEqualTo(contentOf(sent));
  }

  @Test
  void headerFieldsOfTheSendAreThoseOfTheReceipt() throws JMSException {
    JmsMessage sent = new JmsMessage();
    sent.setJMSMessageID("ID:ignored");
    sent.setJMSPriority(1);
    sent.setJMSExpiration(9);
    sent.setJMSTimestamp(9);
    sent.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
    sent.setJMSRedelivered(true);
    sent.setJMSDestination(new JmsTopic("ignored"));
    sent.setJMSCorrelationID("c");
    sent.setJMSType("t");
    sent.setJMSReplyTo(new JmsTopic("replies"));
    JmsMessage received = receive(codec.encode(sent, SENDING));
    assertThat(received.getJMSMessageID()).isEqualTo("ID:1");
    assertThat(received.getJMSTimestamp()).isEqualTo(1_000);
    assertThat(received.getJMSDeliveryTime()).isEqualTo(1_000);
    assertThat(received.getJMSExpiration()).isEqualTo(5_000);
    assertThat(received.getJMSPriority()).isEqualTo(7);
    assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    assertThat(received.getJMSRedelivered()).isFalse();
    assertThat(received.getJMSDestination()).isEqualTo(orders);
    assertThat(received.getJMSCorrelationID()).isEqualTo("c");
    assertThat(received.getJMSType()).isEqualTo("t");
    assertThat(received.getJMSReplyTo()).isEqualTo(new JmsTopic("replies"));
  }

  @Test
  void headerFieldsAreColumns() throws JMSException {
    JmsMessage sent = new JmsMessage();
    sent.setJMSCorrelationID("c");
    sent.setJMSType("t");
    sent.setJMSReplyTo(orders);
    sent.setStringProperty("JMSXGroupID", "g");
    StoredMessage stored = codec.encode(sent, new Sending("ID:2", 1, 0, 4, false, 1));
    assertThat(stored.header())
        .isEqualTo(new MessageHeader("ID:2", 1, 0, 4, false, "c", "t", "queue:orders", "g"));
    assertThat(stored.properties()).isNull();
    assertThat(stored.body()).isEqualTo(new Body.Empty(BodyKind.NONE));
    assertThat(receive(stored).getStringProperty("JMSXGroupID")).isEqualTo("g");
  }

  @Test
  void propertiesAreJsonThatADbaCanRead() throws JMSException {
    JmsMessage sent = new JmsMessage();
    sent.setStringProperty("customer", "Ann \"A\" Müller\n");
    sent.setDoubleProperty("amount", 12.5);
    sent.setIntProperty("count", -3);
    sent.setBooleanProperty("express", true);
    sent.setStringProperty("note", null);
    sent.setLongProperty("serial", 9_007_199_254_740_993L);
    sent.setFloatProperty("weight", 0.1f);
    sent.setDoubleProperty("ratio", Double.NaN);
    sent.setShortProperty("s", (short) 1);
    sent.setByteProperty("b", (byte) 2);
    assertThat(codec.encode(sent, SENDING).properties())
        .isEqualTo(
            "{\"customer\":\"Ann \\\"A\\\" Müller\\n\",\"amount\":12.5,\"count\":-3,"
                + "\"express\":true,\"note\":null,\"serial\":9007199254740993,\"weight\":0.1,"
                + "\"ratio\":\"NaN\",\"s\":1,\"b\":2,\"\":{\"serial\":\"long\","
                + "\"weight\":\"float\",\"ratio\":\"double\",\"s\":\"short\",\"b\":\"byte\"}}");
  }

  @Test
  void mapsAndStreamsAreJsonText() throws JMSException {
    JmsMapMessage map = new JmsMapMessage();
    map.setInt("a b", 1);
    map.setBytes("raw", new byte[] {1, 2, 3});
    map.setChar("c", 'x');
    assertThat(codec.encode(map, SENDING).body())
        .isEqualTo(
            new Body.Text(
                BodyKind.MAP,
                "{\"a b\":1,\"raw\":\"AQID\",\"c\":\"x\",\"\":{\"raw\":\"bytes\",\"c\":\"char\"}}"));
    JmsStreamMessage stream = new JmsStreamMessage();
    stream.writeInt(1);
    stream.writeLong(2);
    stream.writeString("three");
    stream.writeObject(null);
    stream.writeBytes(new byte[0]);
    assertThat(codec.encode(stream, SENDING).body())
        .isEqualTo(
            new Body.Text(BodyKind.STREAM, "[1,{\"long\":2},\"three\",null,{\"bytes\":\"\"}]"));
  }

  @Test
  void textStaysTextUnlessItIsNotUnicode() throws JMSException {
    assertThat(codec.encode(new JmsTextMessage("ä 😀"), SENDING).body())
        .isEqualTo(new Body.Text(BodyKind.TEXT, "ä 😀"));
    assertThat(codec.encode(new JmsTextMessage(""), SENDING).body())
        .isEqualTo(new Body.Text(BodyKind.TEXT, ""));
    assertThat(codec.encode(new JmsTextMessage(), SENDING).body())
        .isEqualTo(new Body.Empty(BodyKind.TEXT));
    Body odd = codec.encode(new JmsTextMessage("a\uD800"), SENDING).body();
    assertThat(((Body.Bytes) odd).bytes()).containsExactly(0, 'a', 0xD8, 0);
  }

  @Test
  void senderKeepsAWriteableMessageAndMaySendItAgain() throws JMSException {
    JmsBytesMessage sent = new JmsBytesMessage();
    sent.writeInt(1);
    StoredMessage first = codec.encode(sent, SENDING);
    sent.writeInt(2);
    sent.setIntProperty("p", 1);
    StoredMessage second = codec.encode(sent, SENDING);
    assertThat(((JmsBytesMessage) receive(first)).getBodyLength()).isEqualTo(4);
    assertThat(((JmsBytesMessage) receive(second)).getBodyLength()).isEqualTo(8);
    assertThat(receive(first).propertyExists("p")).isFalse();
    assertThat(receive(second).propertyExists("p")).isTrue();
  }

  @Test
  void receiverMayChangeItsMessageAndTheNextDeliveryIsTheOriginal() throws JMSException {
    JmsMapMessage sent = new JmsMapMessage();
    sent.setInt("a", 1);
    sent.setIntProperty("p", 1);
    StoredMessage stored = codec.encode(sent, SENDING);
    JmsMapMessage received = (JmsMapMessage) receive(stored);
    received.clearBody();
    received.clearProperties();
    received.setInt("b", 2);
    JmsMapMessage again = (JmsMapMessage) receive(stored);
    assertThat(again.getInt("a")).isEqualTo(1);
    assertThat(again.getIntProperty("p")).isEqualTo(1);
    assertThat(again.itemExists("b")).isFalse();
  }

  @Test
  void deliveryCountIsGivenByTheProvider() throws JMSException {
    StoredMessage stored = codec.encode(new JmsMessage(), SENDING);
    JmsMessage first = codec.decode(stored, Receiving.look(orders, 1));
    assertThat(first.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    assertThat(first.getJMSRedelivered()).isFalse();
    JmsMessage third = codec.decode(stored, Receiving.look(orders, 3));
    assertThat(third.getIntProperty("JMSXDeliveryCount")).isEqualTo(3);
    assertThat(third.getJMSRedelivered()).isTrue();
    assertThat(Collections.list(third.getPropertyNames())).containsExactly("JMSXDeliveryCount");
  }

  @Test
  void whatAnApplicationSetsInProvidersPropertiesIsIgnored() throws JMSException {
    JmsMessage sent = new JmsMessage();
    sent.setIntProperty("JMSXDeliveryCount", 50);
    sent.setStringProperty("JMSXUserID", "root");
    sent.setIntProperty("JMSXGroupSeq", 4);
    sent.setIntProperty("JMS_VENDOR_x", 5);
    StoredMessage stored = codec.encode(sent, SENDING);
    assertThat(stored.properties()).isEqualTo("{\"JMSXGroupSeq\":4,\"JMS_VENDOR_x\":5}");
    assertThat(receive(stored).getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
  }

  @Test
  void sendWritesItsHeaderFieldsIntoTheSendersMessage() throws JMSException {
    JmsMessage sent = new JmsMessage();
    new Sending("ID:9", 10, 20, 3, false, 10).writeTo(sent, orders);
    assertThat(sent.getJMSMessageID()).isEqualTo("ID:9");
    assertThat(sent.getJMSTimestamp()).isEqualTo(10);
    assertThat(sent.getJMSDeliveryTime()).isEqualTo(10);
    assertThat(sent.getJMSExpiration()).isEqualTo(20);
    assertThat(sent.getJMSPriority()).isEqualTo(3);
    assertThat(sent.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
    assertThat(sent.getJMSDestination()).isEqualTo(orders);
  }

  @Test
  void replyToOfAnotherProviderIsStoredByName() throws JMSException {
    JmsMessage sent = new JmsMessage();
    Queue theirs = () -> "replies";
    sent.setJMSReplyTo(theirs);
    assertThat(sent.getJMSReplyTo()).isSameAs(theirs);
    assertThat(receive(codec.encode(sent, SENDING)).getJMSReplyTo()).isEqualTo(queue("replies"));
  }

  @Test
  void replyToThatIsNoQueueOrTopicIsRefused() {
    JmsMessage sent = new JmsMessage();
    sent.setJMSReplyTo(new Destination() {});
    assertThatThrownBy(() -> codec.encode(sent, SENDING))
        .isInstanceOf(InvalidDestinationException.class);
  }

  @Test
  void headerFieldThatIsNoTextIsRefused() {
    JmsMessage sent = new JmsMessage();
    sent.setJMSCorrelationID("a\u0000");
    assertThatThrownBy(() -> codec.encode(sent, SENDING))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("JMSCorrelationID")
        .hasMessageContaining("use setJMSCorrelationIDAsBytes");
  }

  @Test
  void typeAndGroupHaveAtMost255Characters() throws JMSException {
    JmsMessage sent = new JmsMessage();
    sent.setJMSType("t".repeat(255));
    sent.setStringProperty("JMSXGroupID", "g".repeat(255));
    assertThat(receive(codec.encode(sent, SENDING)).getJMSType()).hasSize(255);
    sent.setJMSType("t".repeat(256));
    assertThatThrownBy(() -> codec.encode(sent, SENDING))
        .isInstanceOf(MessageFormatException.class)
        .hasMessage("JMSType has 256 characters; at most 255 fit");
    sent.setJMSType(null);
    sent.setStringProperty("JMSXGroupID", "g".repeat(256));
    assertThatThrownBy(() -> codec.encode(sent, SENDING))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("JMSXGroupID");
  }

  @Test
  void nullIsNoMessage() {
    assertThatThrownBy(() -> codec.encode(null, SENDING))
        .isInstanceOf(MessageFormatException.class);
  }

  @Test
  void unreadableTextIsToldWithTheMessagesId() {
    MessageHeader header = new MessageHeader("ID:7", 1, 0, 4, true, null, null, null, null);
    StoredMessage stored = new StoredMessage(header, "{\"a\":", new Body.Empty(BodyKind.NONE));
    assertThatThrownBy(() -> receive(stored))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageStartingWith("message ID:7 cannot be read");
    StoredMessage newer =
        new StoredMessage(
            header, null, new Body.Text(BodyKind.MAP, "{\"a\":1,\"\":{\"a\":\"decimal\"}}"));
    assertThatThrownBy(() -> receive(newer))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("newer version");
    StoredMessage mixedUp =
        new StoredMessage(header, null, new Body.Bytes(BodyKind.MAP, new byte[1]));
    assertThatThrownBy(() -> receive(mixedUp)).isInstanceOf(MessageFormatException.class);
    StoredMessage mixedDown = new StoredMessage(header, null, new Body.Text(BodyKind.BYTES, "x"));
    assertThatThrownBy(() -> receive(mixedDown)).isInstanceOf(MessageFormatException.class);
  }

  @Test
  void bodyElsewhereMustBeReadFirst() {
    MessageHeader header = new MessageHeader("ID:7", 1, 0, 4, true, null, null, null, null);
    StoredMessage stored =
        new StoredMessage(header, null, new Body.Elsewhere(BodyKind.TEXT, 1, 70_000, true));
    assertThatThrownBy(() -> receive(stored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ID:7");
  }

  private JmsMessage receive(StoredMessage stored) throws JMSException {
    return codec.decode(stored, Receiving.look(orders, 1));
  }

  /** No driver may have to replace anything in the texts. */
  private static void assertStorable(StoredMessage stored) {
    List<String> texts = new ArrayList<>();
    if (stored.properties() != null) {
      texts.add(stored.properties());
    }
    if (stored.body() instanceof Body.Text text) {
      texts.add(text.text());
    }
    for (String text : texts) {
      assertThat(text).doesNotContain("\u0000");
      assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  /** All that an application can see of a message, with the exact types. */
  private static Map<String, Object> contentOf(JmsMessage message) throws JMSException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("class", message.getClass());
    content.put("correlation", message.getJMSCorrelationID());
    content.put("type", message.getJMSType());
    content.put("replyTo", message.getJMSReplyTo());
    for (String name : Collections.list(message.getPropertyNames())) {
      if (!name.equals("JMSXDeliveryCount")) {
        content.put("property " + name, exact(message.getObjectProperty(name)));
      }
    }
    content.put("body", bodyOf(message));
    return content;
  }

  private static Object bodyOf(JmsMessage message) throws JMSException {
    if (message instanceof JmsStreamMessage stream) {
      stream.reset();
      return exact(codecList(stream));
    }
    return exact(message.getBody(Object.class));
  }

  private static List<Object> codecList(JmsStreamMessage stream) throws JMSException {
    List<Object> values = new ArrayList<>();
    try {
      while (true) {
        values.add(stream.readObject());
      }
    } catch (jakarta.jms.MessageEOFException e) {
      return values;
    }
  }

  /** Arrays as lists, so that equals compares their bytes. */
  private static Object exact(Object value) {
    if (value instanceof byte[] bytes) {
      List<Byte> list = new ArrayList<>();
      for (byte b : bytes) {
        list.add(b);
      }
      return List.of("bytes", list);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, entry) -> copy.put(name, exact(entry)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(MessageCodecTest::exact).toList();
    }
    return value;
  }

  private static JmsQueue queue(String name) {
    try {
      return (JmsQueue) JmsDestination.parse("queue:" + name);
    } catch (InvalidDestinationException e) {
      throw new AssertionError(e);
    }
  }
}
