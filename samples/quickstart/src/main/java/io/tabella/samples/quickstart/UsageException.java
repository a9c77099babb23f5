package io.tabella.samples.quickstart;

/** The arguments are wrong; the message says which. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
