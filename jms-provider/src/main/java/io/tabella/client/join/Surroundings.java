package io.tabella.client.join;

import jakarta.jms.JMSException;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Where a session finds the transaction that its caller has begun. */
public interface Surroundings {

  /**
   * The connection of the transaction under way on the caller's thread, for one step.
   *
   * @return null if there is none
   * @throws JMSException if nobody can tell
   */
  @Nullable Connection enter() throws JMSException;

  /** The step is done. */
  void leave(Connection connection) throws JMSException;

  /** Whether there always is one, so that nothing is sent or received without. */
  boolean isFixed();
}
