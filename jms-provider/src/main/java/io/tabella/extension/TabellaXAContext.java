package io.tabella.extension;

import jakarta.jms.XAConnection;
import jakarta.jms.XAJMSContext;
import jakarta.jms.XASession;

/**
 * Every XA context of Tabella: also shows the connection and the session that it consists of, for
 * application servers, which lend one session as both APIs. Closing the context closes both.
 */
public interface TabellaXAContext extends XAJMSContext {

  /** Its connection. */
  XAConnection getConnection();

  /** Its session, which has the same resource. */
  XASession getSession();
}
