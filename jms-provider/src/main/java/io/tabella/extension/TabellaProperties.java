package io.tabella.extension;

/** Properties of messages by which an application asks for what the specification does not have. */
public final class TabellaProperties {

  /**
   * What the sender calls the message. While the window of the destination (setting {@code
   * duplicateWindowMillis}) has not passed, other messages with the same name to the same
   * destination are duplicates: to send one succeeds and stores nothing, in whichever JVM. At most
   * 255 characters; anything but a String counts as its text.
   */
  public static final String DUPLICATE_ID = "JMS_TABELLA_duplicateId";

  private TabellaProperties() {}
}
