package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.message.JmsMapMessage;
import io.tabella.message.JmsMessage;
import io.tabella.message.JmsObjectMessage;
import io.tabella.message.JmsStreamMessage;
import io.tabella.message.JmsTextMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;

/**
 * A random message as plain values: it can be built as a message of the API, and says what every
 * getter must answer when it is received, by {@link ReferenceConversions}.
 */
@NullUnmarked
final class ReferenceMessage {

  private static final List<Class<?>> BODY_TYPES =
      List.of(
          String.class,
          CharSequence.class,
          Serializable.class,
          Object.class,
          Map.class,
          byte[].class,
          Integer.class,
          List.class);

  private final RandomValues random;
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final Body body;
  private String type;
  private String correlation;
  private byte[] correlationBytes;
  private Destination replyTo;

  /** A body as plain values. */
  interface Body {

    /** A message with it. */
    JmsMessage build() throws JMSException;

    /** What {@code getBody} gives: null if there is none. */
    Object whole();

    /** Whether {@code getBody} gives it as such. */
    boolean isAssignableTo(Class<?> wanted);

    /** Checks what the getters of its kind of message say. */
    void check(Message received) throws JMSException;
  }

  /**
   * A message.
   *
   * @param large whether its body is larger than what fits into an entry's row
   */
  ReferenceMessage(RandomValues random, boolean large) {
    this.random = random;
    this.body = body(large ? 80_000 : random.below(60));
    addHeader();
    for (int i = random.below(10); i > 0; i--) {
      properties.put(random.identifier(), random.ofProperty());
    }
  }

  private void addHeader() {
    if (random.once(2)) {
      type = random.word();
    }
    switch (random.below(3)) {
      case 0 -> correlation = random.word();
      case 1 -> correlationBytes = random.bytes(random.below(30));
      default -> {}
    }
    if (random.once(2)) {
      replyTo = random.once(2) ? queue(random.word()) : topic(random.word());
    }
  }

  private static Destination queue(String name) {
    return outcome(() -> new JmsQueue(name)) instanceof Destination it ? it : null;
  }

  private static Destination topic(String name) {
    return outcome(() -> new JmsTopic(name)) instanceof Destination it ? it : null;
  }

  private Body body(int size) {
    return switch (random.below(6)) {
      case 0 -> new NoBody();
      case 1 -> new TextBody(random.once(8) ? null : random.string(size));
      case 2 -> new ReferenceBytes(random, size);
      case 3 -> new MapBody(entries(size));
      case 4 -> new StreamBody(values(size));
      default -> new ObjectBody(object(size));
    };
  }

  private Map<String, Object> entries(int size) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Object value : values(size)) {
      entries.put(random.string() + entries.size(), value);
    }
    return entries;
  }

  private List<Object> values(int size) {
    List<Object> values = new ArrayList<>();
    for (int i = random.below(12); i > 0; i--) {
      values.add(random.ofBody());
    }
    if (size > 1_000) {
      values.add(random.once(2) ? random.bytes(size) : random.string(size));
    }
    return values;
  }

  private Serializable object(int size) {
    return switch (random.below(6)) {
      case 0 -> null;
      case 1 -> random.below(1_000);
      case 2 -> new BigDecimal("1.50");
      case 3 -> LocalDate.of(2026, 11, 28);
      case 4 -> new ArrayList<>(Arrays.asList("a", null, random.string(size)));
      default -> random.string(size);
    };
  }

  /** A message of the API with all of it. */
  JmsMessage build() throws JMSException {
    JmsMessage message = body.build();
    message.setJMSType(type);
    message.setJMSReplyTo(replyTo);
    if (correlationBytes != null) {
      message.setJMSCorrelationIDAsBytes(correlationBytes);
    } else {
      message.setJMSCorrelationID(correlation);
    }
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      message.setObjectProperty(property.getKey(), property.getValue());
    }
    return message;
  }

  /** Checks all that can be asked of a message that was received. */
  void check(Message received) throws JMSException {
    assertThat(received.getJMSType()).isEqualTo(type);
    assertThat(received.getJMSReplyTo()).isEqualTo(replyTo);
    if (correlationBytes != null) {
      assertThat(received.getJMSCorrelationIDAsBytes()).isEqualTo(correlationBytes);
    } else {
      assertThat(received.getJMSCorrelationID()).isEqualTo(correlation);
    }
    checkProperties(received);
    checkWhole(received);
    body.check(received);
  }

  private void checkProperties(Message received) throws JMSException {
    Set<String> names = names(received.getPropertyNames());
    names.removeIf(name -> name.startsWith("JMSX"));
    assertThat(names).isEqualTo(properties.keySet());
    for (String name : withOneMore(properties.keySet())) {
      Object value = properties.get(name);
      assertThat(received.propertyExists(name)).isEqualTo(properties.containsKey(name));
      assertThat(received.getObjectProperty(name)).isEqualTo(value);
      for (String column : ReferenceConversions.COLUMNS) {
        if (!column.equals("char") && !column.equals("byte[]")) {
          compare(name, value, column, () -> property(received, name, column));
        }
      }
    }
    assertThat(outcome(() -> set(received)))
        .as("a received message's properties are read-only")
        .isEqualTo(MessageNotWriteableException.class);
  }

  private static Object set(Message received) throws JMSException {
    received.setIntProperty("another", 1);
    return null;
  }

  private static Set<String> names(Enumeration<?> names) {
    Set<String> all = new HashSet<>();
    while (names.hasMoreElements()) {
      all.add((String) names.nextElement());
    }
    return all;
  }

  private static List<String> withOneMore(Set<String> names) {
    List<String> more = new ArrayList<>(names);
    more.add("missing");
    return more;
  }

  private void checkWhole(Message received) throws JMSException {
    for (Class<?> wanted : BODY_TYPES) {
      boolean possible = body.isAssignableTo(wanted);
      assertThat(received.isBodyAssignableTo(wanted)).as("as a %s", wanted).isEqualTo(possible);
      assertThat(comparable(outcome(() -> received.getBody(wanted))))
          .as("body as a %s", wanted)
          .isEqualTo(possible ? comparable(body.whole()) : MessageFormatException.class);
    }
  }

  /** A map's arrays as lists, so that equals compares their bytes. */
  private static Object comparable(Object body) {
    if (!(body instanceof Map<?, ?> map)) {
      return body;
    }
    Map<Object, Object> comparable = new HashMap<>();
    map.forEach(
        (name, value) ->
            comparable.put(
                name, value instanceof byte[] it ? List.of(ByteBuffer.wrap(it)) : value));
    return comparable;
  }

  /** Compares what a getter answers with what the table says. */
  static void compare(Object name, Object value, String column, Callable<Object> getter) {
    assertThat(outcome(getter))
        .as("%s, the %s %s, as %s", name, value == null ? "" : value.getClass(), value, column)
        .isEqualTo(ReferenceConversions.outcome(value, column));
  }

  /** What is given, or the class of what is thrown. */
  static Object outcome(Callable<Object> reading) {
    try {
      return reading.call();
    } catch (Exception e) {
      return e.getClass();
    }
  }

  private static Object property(Message message, String name, String column) throws JMSException {
    return switch (column) {
      case "boolean" -> message.getBooleanProperty(name);
      case "byte" -> message.getByteProperty(name);
      case "short" -> message.getShortProperty(name);
      case "int" -> message.getIntProperty(name);
      case "long" -> message.getLongProperty(name);
      case "float" -> message.getFloatProperty(name);
      case "double" -> message.getDoubleProperty(name);
      default -> message.getStringProperty(name);
    };
  }

  private record NoBody() implements Body {

    @Override
    public JmsMessage build() {
      return new JmsMessage();
    }

    @Override
    public Object whole() {
      return null;
    }

    @Override
    public boolean isAssignableTo(Class<?> wanted) {
      return true;
    }

    @Override
    public void check(Message received) {
      assertThat(received)
          .isNotInstanceOfAny(
              TextMessage.class, MapMessage.class, StreamMessage.class, ObjectMessage.class);
    }
  }

  private record TextBody(String whole) implements Body {

    @Override
    public JmsMessage build() {
      return new JmsTextMessage(whole);
    }

    @Override
    public boolean isAssignableTo(Class<?> wanted) {
      return whole == null || wanted.isInstance(whole);
    }

    @Override
    public void check(Message received) throws JMSException {
      assertThat(((TextMessage) received).getText()).isEqualTo(whole);
    }
  }

  private record ObjectBody(Serializable whole) implements Body {

    @Override
    public JmsMessage build() throws JMSException {
      return new JmsObjectMessage(whole);
    }

    @Override
    public boolean isAssignableTo(Class<?> wanted) {
      return whole == null || wanted.isInstance(whole);
    }

    @Override
    public void check(Message received) throws JMSException {
      assertThat(((ObjectMessage) received).getObject()).isEqualTo(whole);
    }
  }

  private record MapBody(Map<String, Object> entries) implements Body {

    @Override
    public JmsMessage build() throws JMSException {
      JmsMapMessage message = new JmsMapMessage();
      for (Map.Entry<String, Object> entry : entries.entrySet()) {
        message.setObject(entry.getKey(), entry.getValue());
      }
      return message;
    }

    @Override
    public Object whole() {
      return entries.isEmpty() ? null : entries;
    }

    @Override
    public boolean isAssignableTo(Class<?> wanted) {
      return entries.isEmpty() || wanted == Map.class || wanted == Object.class;
    }

    @Override
    public void check(Message received) throws JMSException {
      MapMessage map = (MapMessage) received;
      assertThat(names(map.getMapNames())).isEqualTo(entries.keySet());
      for (String name : withOneMore(entries.keySet())) {
        Object value = entries.get(name);
        assertThat(map.itemExists(name)).isEqualTo(entries.containsKey(name));
        assertThat(map.getObject(name)).isEqualTo(value);
        for (String column : ReferenceConversions.COLUMNS) {
          compare(name, value, column, () -> get(map, name, column));
        }
      }
    }

    private static Object get(MapMessage map, String name, String column) throws JMSException {
      return switch (column) {
        case "boolean" -> map.getBoolean(name);
        case "byte" -> map.getByte(name);
        case "short" -> map.getShort(name);
        case "char" -> map.getChar(name);
        case "int" -> map.getInt(name);
        case "long" -> map.getLong(name);
        case "float" -> map.getFloat(name);
        case "double" -> map.getDouble(name);
        case "byte[]" -> map.getBytes(name);
        default -> map.getString(name);
      };
    }
  }

  private record StreamBody(List<Object> values) implements Body {

    @Override
    public JmsMessage build() throws JMSException {
      JmsStreamMessage message = new JmsStreamMessage();
      for (Object value : values) {
        message.writeObject(value);
      }
      return message;
    }

    @Override
    public Object whole() {
      return null;
    }

    @Override
    public boolean isAssignableTo(Class<?> wanted) {
      return false;
    }

    /** Once through for each column: where that is refused, the value must still be there. */
    @Override
    public void check(Message received) throws JMSException {
      StreamMessage stream = (StreamMessage) received;
      for (String column : ReferenceConversions.COLUMNS) {
        stream.reset();
        for (Object value : values) {
          compare("stream value", value, column, () -> read(stream, value, column));
          if (ReferenceConversions.outcome(value, column) instanceof Class) {
            assertThat(stream.readObject()).isEqualTo(value);
          }
        }
        assertThat(outcome(() -> read(stream, null, column))).isEqualTo(MessageEOFException.class);
      }
    }

    private static Object read(StreamMessage stream, Object value, String column)
        throws JMSException {
      return switch (column) {
        case "boolean" -> stream.readBoolean();
        case "byte" -> stream.readByte();
        case "short" -> stream.readShort();
        case "char" -> stream.readChar();
        case "int" -> stream.readInt();
        case "long" -> stream.readLong();
        case "float" -> stream.readFloat();
        case "double" -> stream.readDouble();
        case "byte[]" -> bytes(stream, value instanceof byte[] it ? it.length : 0);
        default -> stream.readString();
      };
    }

    private static Object bytes(StreamMessage stream, int length) throws JMSException {
      byte[] buffer = new byte[length + 1];
      int count = stream.readBytes(buffer);
      return count < 0 ? null : Arrays.copyOf(buffer, count);
    }
  }
}
