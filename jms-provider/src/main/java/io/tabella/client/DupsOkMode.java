package io.tabella.client;

import jakarta.jms.Session;

/** DUPS_OK_ACKNOWLEDGE: like AUTO_ACKNOWLEDGE, and never waits for an acknowledgement. */
final class DupsOkMode extends AutoMode {

  DupsOkMode(
      SessionLane lane,
      PipelinedAcknowledger acknowledger,
      DirectSends sends,
      LateFailure failure) {
    super(lane, acknowledger, sends, failure);
  }

  @Override
  public int acknowledgeMode() {
    return Session.DUPS_OK_ACKNOWLEDGE;
  }
}
