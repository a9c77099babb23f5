package io.tabella.it.jms;

import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/** Values of every type that a message can have, with those that are most often got wrong. */
@NullUnmarked
final class RandomValues {

  private static final String[] STRINGS = {
    "",
    "7",
    "-7",
    "+5",
    " 7",
    "7 ",
    "0x10",
    "1e3",
    "1f",
    "300",
    "99999999999",
    "1e400",
    "NaN",
    "-Infinity",
    "TRUE",
    "true",
    "yes",
    "null",
    "\u0000",
    "\"\\/\b\f\n\r\t\u001f\u007f",
    "\u2028\uFEFF",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00\uD83D",
    "x\uDBFF",
    "\u0667",
    "{\"a\":1}"
  };

  private static final float[] FLOATS = {
    0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, 1e10f
  };

  private static final double[] DOUBLES = {
    0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 1e-10
  };

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** Null, or a value of a property. */
  Object ofProperty() {
    return switch (below(9)) {
      case 0 -> random.nextBoolean();
      case 1 -> (byte) random.nextInt();
      case 2 -> (short) random.nextInt();
      case 3 -> random.nextInt() >> below(32);
      case 4 -> random.nextLong() >> below(64);
      case 5 -> once(2) ? FLOATS[below(FLOATS.length)] : random.nextFloat() * 1e6f;
      case 6 -> once(2) ? DOUBLES[below(DOUBLES.length)] : random.nextGaussian() * 1e9;
      case 7 -> null;
      default -> string();
    };
  }

  /** Null, or a value of a map or stream. */
  Object ofBody() {
    return switch (below(8)) {
      case 0 -> (char) random.nextInt();
      case 1 -> bytes(below(200));
      case 2 -> bytes(0);
      default -> ofProperty();
    };
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Any sequence of characters, also such as are no Unicode text. */
  String string() {
    return once(2) ? STRINGS[below(STRINGS.length)] : string(below(40));
  }

  String string(int length) {
    int range = once(2) ? 0x80 : 0x10000;
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) below(range));
    }
    return text.toString();
  }

  /** Text that can be a header field. */
  String word() {
    return "wörd-\uD83D\uDE00-" + below(1_000);
  }

  String identifier() {
    StringBuilder name = new StringBuilder("p_");
    for (int i = below(8); i > 0; i--) {
      char c = (char) below(0x3000);
      name.append(Character.isJavaIdentifierPart(c) ? c : '$');
    }
    return name.append(below(100)).toString();
  }
}
