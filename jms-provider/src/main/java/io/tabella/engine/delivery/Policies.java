package io.tabella.engine.delivery;

/** What is set for destinations. For all threads. */
@FunctionalInterface
public interface Policies {

  /**
   * What is set for one.
   *
   * @param source {@code queue:NAME} or {@code topic:NAME}
   */
  DestinationPolicy of(String source);
}
