package io.tabella.samples.topics;

/** The program was started with arguments that it does not take. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
