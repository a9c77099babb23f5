package io.tabella.engine.lease;

/** The names of temporary topics: they tell which node they go with. */
public final class TemporaryTopics {

  private static final String PREFIX = "TEMP.";

  private TemporaryTopics() {}

  /** What the names of a node's temporary topics begin with. */
  public static String prefixOf(long node) {
    return PREFIX + node + "-";
  }

  /** Whether a name is one of a temporary topic. */
  public static boolean isTemporary(String name) {
    return name.startsWith(PREFIX);
  }
}
