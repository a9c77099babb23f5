package io.tabella.samples.quickstart;

/** An order that nobody can carry out, however often it is tried. */
final class BadOrderException extends Exception {

  private static final long serialVersionUID = 1L;

  BadOrderException(String message) {
    super(message);
  }
}
