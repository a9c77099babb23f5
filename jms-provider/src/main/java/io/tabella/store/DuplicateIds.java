package io.tabella.store;

import java.util.List;

/**
 * Identifiers of messages that were sent, inside a transaction: a message with one of them is a
 * duplicate until the identifier's window has passed, by the database's clock.
 */
public interface DuplicateIds {

  /**
   * Notes identifiers, unless they are noted and their window has not passed. Waits for another
   * transaction that is noting one of them.
   *
   * @param ids each of another destination or text
   * @return those that were noted before, which stay as they are
   */
  List<DuplicateId> note(List<DuplicateId> ids);

  /**
   * Forgets identifiers whose window has passed.
   *
   * @param limit how many at most
   * @return how many
   */
  int forget(int limit);

  /**
   * An identifier that somebody notes.
   *
   * @param destination where the message is sent to
   * @param text what the sender calls the message, at most 255 characters
   * @param windowMillis for how long it counts
   * @param mark a number that nobody else has ever noted an identifier with
   */
  record DuplicateId(long destination, String text, long windowMillis, long mark) {}
}
