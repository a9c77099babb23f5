package io.tabella.message;

import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import jakarta.jms.JMSException;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/** Messages of every kind with every sort of value, from a seed: equal seeds, equal messages. */
@NullUnmarked
final class RandomMessages {

  private static final String[] ODD_STRINGS = {
    "",
    "\u0000",
    "\"\\/\b\f\n\r\t\u001f\u007f",
    "\u2028\u2029\uFEFF",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00\uD83D",
    "x\uDBFF",
    "{\"a\":1}",
    "NaN",
    "null",
    "ID:cafe"
  };

  private static final double[] ODD_DOUBLES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    1e10,
    1e-10,
    0.1,
    2.0e-3,
    Double.MIN_NORMAL
  };

  private static final float[] ODD_FLOATS = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    0.1f,
    1e10f,
    16_777_216f
  };

  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  JmsMessage next() throws JMSException {
    JmsMessage message =
        switch (random.nextInt(6)) {
          case 0 -> new JmsMessage();
          case 1 -> new JmsTextMessage(random.nextInt(8) == 0 ? null : string());
          case 2 -> bytes();
          case 3 -> map();
          case 4 -> stream();
          default -> new JmsObjectMessage(random.nextInt(8) == 0 ? null : string());
        };
    addHeaders(message);
    addProperties(message);
    return message;
  }

  private JmsMessage bytes() throws JMSException {
    JmsBytesMessage message = new JmsBytesMessage();
    message.writeBytes(byteArray());
    if (random.nextBoolean()) {
      message.reset();
    }
    return message;
  }

  private JmsMessage map() throws JMSException {
    JmsMapMessage message = new JmsMapMessage();
    for (int i = random.nextInt(12); i > 0; i--) {
      message.setObject(string() + "k" + i, value());
    }
    return message;
  }

  private JmsMessage stream() throws JMSException {
    JmsStreamMessage message = new JmsStreamMessage();
    for (int i = random.nextInt(12); i > 0; i--) {
      message.writeObject(value());
    }
    return message;
  }

  private void addHeaders(JmsMessage message) throws JMSException {
    if (random.nextBoolean()) {
      message.setJMSCorrelationIDAsBytes(byteArray());
      message.setJMSType("type " + random.nextInt());
    }
    if (random.nextBoolean()) {
      String name = "d" + random.nextInt();
      message.setJMSReplyTo(random.nextBoolean() ? new JmsQueue(name) : new JmsTopic(name));
    }
    if (random.nextInt(4) == 0) {
      message.setStringProperty("JMSXGroupID", "group " + random.nextInt(5));
      message.setIntProperty("JMSXGroupSeq", random.nextInt());
    }
  }

  private void addProperties(JmsMessage message) throws JMSException {
    for (int i = random.nextInt(10); i > 0; i--) {
      Object value = value();
      boolean legal = !(value instanceof Character || value instanceof byte[]);
      message.setObjectProperty(identifier(), legal ? value : null);
    }
  }

  private String identifier() {
    StringBuilder name = new StringBuilder("p_");
    while (name.length() < 2 + random.nextInt(12)) {
      char c = (char) random.nextInt(0x3000);
      if (Character.isJavaIdentifierPart(c)) {
        name.append(c);
      }
    }
    return name.toString();
  }

  private Object value() {
    return switch (random.nextInt(11)) {
      case 0 -> random.nextBoolean();
      case 1 -> (byte) random.nextInt();
      case 2 -> (short) random.nextInt();
      case 3 -> (char) random.nextInt();
      case 4 -> random.nextInt() >> random.nextInt(32);
      case 5 -> random.nextLong() >> random.nextInt(64);
      case 6 -> floating();
      case 7 -> doubling();
      case 8 -> byteArray();
      case 9 -> null;
      default -> string();
    };
  }

  private Float floating() {
    return random.nextInt(3) == 0
        ? ODD_FLOATS[random.nextInt(ODD_FLOATS.length)]
        : canonical(Float.intBitsToFloat(random.nextInt()));
  }

  private static float canonical(float value) {
    return Float.isNaN(value) ? Float.NaN : value;
  }

  private Double doubling() {
    if (random.nextInt(3) == 0) {
      return ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)];
    }
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isNaN(value) ? Double.NaN : value;
  }

  private byte[] byteArray() {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String string() {
    if (random.nextInt(3) == 0) {
      return ODD_STRINGS[random.nextInt(ODD_STRINGS.length)];
    }
    StringBuilder text = new StringBuilder();
    int range = random.nextBoolean() ? 0x80 : 0x10000;
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) random.nextInt(range));
    }
    return text.toString();
  }
}
