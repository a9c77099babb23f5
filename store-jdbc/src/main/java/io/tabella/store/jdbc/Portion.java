package io.tabella.store.jdbc;

import io.tabella.store.StoredMessage;
import java.util.List;
import java.util.function.Function;

/** As much of what was found as a caller has room for. */
final class Portion {

  private Portion() {}

  /** The first ones, up to so many bytes; one in any case, or nothing would ever go on. */
  static <T> List<T> upTo(long maxBytes, List<T> found, Function<T, StoredMessage> message) {
    long bytes = 0;
    for (int i = 0; i < found.size(); i++) {
      bytes += message.apply(found.get(i)).size();
      if (bytes > maxBytes && i > 0) {
        return found.subList(0, i);
      }
    }
    return found;
  }
}
