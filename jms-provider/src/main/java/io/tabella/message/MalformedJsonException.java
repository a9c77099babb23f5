package io.tabella.message;

/** JSON text that we did not write, or that a newer version did. */
final class MalformedJsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
