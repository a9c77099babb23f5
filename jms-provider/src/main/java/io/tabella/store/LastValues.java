package io.tabella.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entry of a queue has the newest value of a key, inside a transaction. */
public interface LastValues {

  /**
   * Makes entries the newest of their keys. Waits for another transaction that does so with one of
   * the keys.
   *
   * @param values each of another queue or key
   * @return the entries that were so before; they may be held by somebody, or gone
   */
  List<EntryKey> set(List<LastValue> values);

  /**
   * One step of tidying: looks at no more than {@code limit} values above {@code after}, and
   * forgets those whose entry is gone.
   *
   * @param after null to begin
   * @return the last one looked at; null at the end
   */
  @Nullable LastValue tidy(@Nullable LastValue after, int limit);

  /**
   * An entry and its key.
   *
   * @param key at most 500 characters
   */
  record LastValue(String key, EntryKey entry) {}
}
