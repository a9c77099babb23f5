package io.tabella.engine.service;

/** The node was stopped in good order while, or before, something was asked of it. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoppedException(String what) {
    super(what + " was stopped; nothing of this call was stored. Make a new connection.");
  }
}
