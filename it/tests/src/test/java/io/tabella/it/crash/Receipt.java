package io.tabella.it.crash;

/**
 * A receiver's line {@code got ID REDELIVERED COUNT}.
 *
 * @param redelivered JMSRedelivered
 * @param count JMSXDeliveryCount
 */
record Receipt(String id, boolean redelivered, int count) {

  static boolean isReceipt(String line) {
    return line.startsWith("got ");
  }

  static Receipt parse(String line) {
    String[] words = line.split(" ", -1);
    return new Receipt(words[1], Boolean.parseBoolean(words[2]), Integer.parseInt(words[3]));
  }
}
