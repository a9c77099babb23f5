package io.tabella.message;

import java.util.List;

/** The properties that the specification defines, as far as Tabella has them. 3.5.9 there. */
public final class JmsxProperties {

  /** The group that the application has put a message in; a String. */
  public static final String GROUP_ID = "JMSXGroupID";

  /** The place in its group that the application has given a message; an int. */
  public static final String GROUP_SEQ = "JMSXGroupSeq";

  /** How many times a message has been delivered, this one included; set on received messages. */
  public static final String DELIVERY_COUNT = "JMSXDeliveryCount";

  private static final String PREFIX = "JMSX";

  private JmsxProperties() {}

  /** For {@link jakarta.jms.ConnectionMetaData#getJMSXPropertyNames}. */
  public static List<String> names() {
    return List.of(GROUP_ID, GROUP_SEQ, DELIVERY_COUNT);
  }

  static boolean isDefined(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * Whether a property goes with its message to the receiver. Those that only a provider may set do
   * not: as with header fields, what an application sets there is ignored.
   */
  static boolean travels(String name) {
    return !isDefined(name) || name.equals(GROUP_ID) || name.equals(GROUP_SEQ);
  }
}
