package io.tabella.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.destination.JmsQueue;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Another provider's messages, known only by the API's interfaces. Jakarta Messaging 3.1, 3.12. */
@NullUnmarked
final class ForeignMessageTest {

  private static final Sending SENDING = new Sending("ID:1", 1, 0, 4, true, 1);

  private final MessageCodec codec = new MessageCodec(TrustedPackages.NONE);

  @Test
  void plainMessageKeepsPropertiesAndHeaderFields() throws JMSException {
    JmsMessage theirs = new JmsMessage();
    theirs.setObjectProperty("b", (byte) 1);
    theirs.setObjectProperty("s", "x");
    theirs.setObjectProperty("n", null);
    theirs.setStringProperty("JMSXGroupID", "g");
    theirs.setIntProperty("JMSXDeliveryCount", 8);
    theirs.setStringProperty("JMS_IBM_Format", "f");
    theirs.setJMSType("t");
    theirs.setJMSCorrelationID("c");
    Queue replies = () -> "replies";
    theirs.setJMSReplyTo(replies);
    JmsMessage received = send(foreign(Message.class, theirs));
    assertThat(received.getClass()).isEqualTo(JmsMessage.class);
    assertThat(received.getObjectProperty("b")).isEqualTo((byte) 1);
    assertThat(received.getObjectProperty("s")).isEqualTo("x");
    assertThat(received.propertyExists("n")).isTrue();
    assertThat(received.getObjectProperty("JMSXGroupID")).isEqualTo("g");
    assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    assertThat(received.getObjectProperty("JMS_IBM_Format")).isEqualTo("f");
    assertThat(received.getJMSType()).isEqualTo("t");
    assertThat(received.getJMSCorrelationID()).isEqualTo("c");
    assertThat(received.getJMSReplyTo()).isEqualTo(new JmsQueue("replies"));
  }

  @Test
  void textStaysText() throws JMSException {
    JmsMessage received = send(foreign(TextMessage.class, new JmsTextMessage("text")));
    assertThat(((TextMessage) received).getText()).isEqualTo("text");
    assertThat(((TextMessage) send(foreign(TextMessage.class, new JmsTextMessage()))).getText())
        .isNull();
  }

  @Test
  void bytesAreReadInPiecesWhetherWrittenOrReset() throws JMSException {
    byte[] content = new byte[20_000];
    IntStream.range(0, content.length).forEach(i -> content[i] = (byte) i);
    JmsBytesMessage theirs = new JmsBytesMessage();
    theirs.writeBytes(content);
    BytesMessage foreign = foreign(BytesMessage.class, theirs);
    assertThat(send(foreign).getBody(byte[].class)).isEqualTo(content);
    foreign.readInt();
    assertThat(send(foreign).getBody(byte[].class)).isEqualTo(content);
    assertThat(foreign.readByte()).isEqualTo(content[0]);
  }

  @Test
  void mapKeepsTheTypesOfItsValues() throws JMSException {
    JmsMapMessage theirs = new JmsMapMessage();
    theirs.setShort("s", (short) 1);
    theirs.setBytes("b", new byte[] {1});
    theirs.setString("n", null);
    MapMessage received = (MapMessage) send(foreign(MapMessage.class, theirs));
    assertThat(received.getObject("s")).isEqualTo((short) 1);
    assertThat(received.getBytes("b")).containsExactly(1);
    assertThat(received.itemExists("n")).isTrue();
  }

  @Test
  void streamIsReadToItsEnd() throws JMSException {
    JmsStreamMessage theirs = new JmsStreamMessage();
    theirs.writeChar('c');
    theirs.writeObject(null);
    theirs.writeBytes(new byte[] {1});
    theirs.writeLong(5);
    StreamMessage received = (StreamMessage) send(foreign(StreamMessage.class, theirs));
    assertThat(received.readObject()).isEqualTo('c');
    assertThat(received.readObject()).isNull();
    assertThat((byte[]) received.readObject()).containsExactly(1);
    assertThat(received.readObject()).isEqualTo(5L);
  }

  @Test
  void objectIsSerializedAnew() throws JMSException {
    ObjectMessage foreign = foreign(ObjectMessage.class, new JmsObjectMessage("object"));
    assertThat(((ObjectMessage) send(foreign)).getObject()).isEqualTo("object");
  }

  @Test
  void replyToThatMeansNothingHereIsLeftOut() throws JMSException {
    JmsMessage theirs = new JmsMessage();
    theirs.setJMSReplyTo(new Destination() {});
    assertThat(send(foreign(Message.class, theirs)).getJMSReplyTo()).isNull();
  }

  @Test
  void propertyNamesThatAnotherProviderAllowsAreKept() throws JMSException {
    JmsMessage received = send(withProperties(Map.of("my-name.x", 5)));
    assertThat(received.getIntProperty("my-name.x")).isEqualTo(5);
  }

  @Test
  void propertyThatCannotBeStoredIsRefused() {
    assertThatThrownBy(() -> send(withProperties(Map.of("", 5))))
        .isInstanceOf(MessageFormatException.class);
    assertThatThrownBy(() -> send(withProperties(Map.of("list", List.of()))))
        .isInstanceOf(MessageFormatException.class)
        .hasMessageContaining("property list");
  }

  @Test
  void sendsHeaderFieldsAreWrittenThroughTheInterface() throws JMSException {
    JmsTextMessage theirs = new JmsTextMessage("x");
    SENDING.writeTo(foreign(TextMessage.class, theirs), new JmsQueue("orders"));
    assertThat(theirs.getJMSMessageID()).isEqualTo("ID:1");
    assertThat(theirs.getJMSDestination()).isEqualTo(new JmsQueue("orders"));
  }

  private JmsMessage send(Message foreign) throws JMSException {
    assertThat(foreign).isNotInstanceOf(JmsMessage.class);
    return codec.decode(codec.encode(foreign, SENDING), Receiving.look(new JmsQueue("orders"), 1));
  }

  /** A class that has nothing in common with ours but the interface. */
  private static <M extends Message> M foreign(Class<M> kind, Message behaviour) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(behaviour, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Message withProperties(Map<String, Object> properties) {
    return (Message)
        Proxy.newProxyInstance(
            Message.class.getClassLoader(),
            new Class<?>[] {Message.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getPropertyNames" -> Collections.enumeration(properties.keySet());
                  case "getObjectProperty" -> properties.get((String) arguments[0]);
                  default -> null;
                });
  }
}
