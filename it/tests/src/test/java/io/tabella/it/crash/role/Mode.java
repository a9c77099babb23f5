package io.tabella.it.crash.role;

import jakarta.jms.Session;

/** The acknowledge modes that the tests compare. */
public enum Mode {
  AUTO(Session.AUTO_ACKNOWLEDGE),
  CLIENT(Session.CLIENT_ACKNOWLEDGE),
  TRANSACTED(Session.SESSION_TRANSACTED);

  private final int sessionMode;

  Mode(int sessionMode) {
    this.sessionMode = sessionMode;
  }

  int sessionMode() {
    return sessionMode;
  }
}
