package io.tabella.client;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** Puts the mode of a session together. */
final class SessionModes {

  private final ConnectionConfig config;
  private final Problems problems;

  /** Which mode a session gets. */
  interface Choice {
    SessionMode of(SessionModes modes, SessionLane lane) throws JMSException;
  }

  SessionModes(ConnectionConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /**
   * A mode.
   *
   * @param acknowledgeMode one of the four numbers of {@link Session}
   * @throws JMSException if it is another number
   */
  SessionMode of(int acknowledgeMode, SessionLane lane) throws JMSException {
    if (acknowledgeMode == Session.SESSION_TRANSACTED) {
      return new TransactedMode(lane);
    }
    LateFailure failure = new LateFailure(problems);
    DirectSends sends = new DirectSends(lane, pipeline(lane, failure), failure);
    return switch (acknowledgeMode) {
      case Session.AUTO_ACKNOWLEDGE ->
          new AutoMode(
              lane,
              config.strictAcknowledge() ? new StrictAcknowledger(lane) : pipelined(lane, failure),
              sends,
              failure);
      case Session.DUPS_OK_ACKNOWLEDGE ->
          new DupsOkMode(lane, pipelined(lane, failure), sends, failure);
      case Session.CLIENT_ACKNOWLEDGE -> new ClientMode(lane, sends, failure);
      default ->
          throw new JMSException(
              "There is no session mode "
                  + acknowledgeMode
                  + "; use one of the constants of jakarta.jms.Session.",
              "SESSION_MODE");
    };
  }

  private PipelinedAcknowledger pipelined(SessionLane lane, LateFailure failure) {
    return new PipelinedAcknowledger(lane, pipeline(lane, failure), failure);
  }

  private Pipeline pipeline(SessionLane lane, LateFailure failure) {
    return new Pipeline(lane, config.acknowledgeWindow(), problems.errands(), failure);
  }
}
