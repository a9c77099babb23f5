package io.tabella.selector;

/** A text that is no selector. The message says where and why. */
public final class SelectorException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  /**
   * Says what is wrong.
   *
   * @param position where, from 0
   */
  SelectorException(String selector, int position, String problem) {
    super(
        "the selector \""
            + shortened(selector)
            + "\" is not valid at position "
            + (position + 1)
            + ": "
            + problem);
  }

  private static String shortened(String selector) {
    return selector.length() <= SHOWN ? selector : selector.substring(0, SHOWN) + "…";
  }
}
