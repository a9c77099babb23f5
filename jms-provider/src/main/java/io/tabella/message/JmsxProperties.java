package io.tabella.message;

import java.util.List;

/** The properties that the specification defines, as far as Tabella has them. 3.5.9 there. */
public final class JmsxProperties {

  /** Who has sent a message; a String, set on send. */
  public static final String USER_ID = "JMSXUserID";

  /** Which application has sent a message; a String, set on send. */
  public static final String APP_ID = "JMSXAppID";

  /** In which transaction a message was sent; a String, set on send. */
  public static final String PRODUCER_TXID = "JMSXProducerTXID";

  /** In which transaction a message was received; a String, set on received messages. */
  public static final String CONSUMER_TXID = "JMSXConsumerTXID";

  /** When a message was delivered to its consumer; a long, set on received messages. */
  public static final String RCV_TIMESTAMP = "JMSXRcvTimestamp";

  /** The group that the application has put a message in; a String. */
  public static final String GROUP_ID = "JMSXGroupID";

  /** The place in its group that the application has given a message; an int. */
  public static final String GROUP_SEQ = "JMSXGroupSeq";

  /** How many times a message has been delivered, this one included; set on received messages. */
  public static final String DELIVERY_COUNT = "JMSXDeliveryCount";

  private static final String PREFIX = "JMSX";

  private static final List<String> ALWAYS =
      List.of(GROUP_ID, GROUP_SEQ, DELIVERY_COUNT, RCV_TIMESTAMP, CONSUMER_TXID);

  private static final List<String> SET_ON_SEND = List.of(USER_ID, APP_ID, PRODUCER_TXID);

  private JmsxProperties() {}

  /** Those that need no setting. */
  public static List<String> always() {
    return ALWAYS;
  }

  /** Those of a {@link Signature}. */
  static List<String> setOnSend() {
    return SET_ON_SEND;
  }

  static boolean isDefined(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * Whether a property goes with its message to the receiver as the application set it. Those that
   * only a provider may set do not: as with header fields, what an application sets there is
   * ignored.
   */
  static boolean travels(String name) {
    return !isDefined(name) || name.equals(GROUP_ID) || name.equals(GROUP_SEQ);
  }
}
