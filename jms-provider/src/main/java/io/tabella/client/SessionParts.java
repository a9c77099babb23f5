package io.tabella.client;

/** What a session is made of. Opaque outside this package. */
public final class SessionParts {

  private final JmsConnection connection;
  private final SessionCore core;
  private final Domain domain;

  SessionParts(JmsConnection connection, SessionCore core, Domain domain) {
    this.connection = connection;
    this.core = core;
    this.domain = domain;
  }

  JmsConnection connection() {
    return connection;
  }

  SessionCore core() {
    return core;
  }

  Domain domain() {
    return domain;
  }
}
