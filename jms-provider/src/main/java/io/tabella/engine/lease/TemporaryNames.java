package io.tabella.engine.lease;

/** The names of temporary queues and topics: they tell which node they go with. */
public final class TemporaryNames {

  private static final String PREFIX = "TEMP.";

  private TemporaryNames() {}

  /** What the names of a node's temporary destinations begin with. */
  public static String prefixOf(long node) {
    return PREFIX + node + "-";
  }

  /** Whether a name is one of a temporary destination. */
  public static boolean isTemporary(String name) {
    return name.startsWith(PREFIX);
  }
}
