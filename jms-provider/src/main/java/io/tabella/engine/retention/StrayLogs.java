package io.tabella.engine.retention;

import io.tabella.engine.transaction.Ledger;
import io.tabella.store.LogKey;
import io.tabella.store.MessageStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Logs whose publisher is not noted: somebody has published to a topic that was removed meanwhile,
 * having met it before. Publishers ask nobody, so this can only be found afterwards. Runs on the
 * housekeeping thread.
 */
final class StrayLogs {

  private static final LogKey BEFORE_ALL = new LogKey(Long.MIN_VALUE, Long.MIN_VALUE);

  private final MessageStore store;
  private final Ledger ledger;

  StrayLogs(MessageStore store, Ledger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** The logs that are noted, and the others, which are noted now. */
  List<LogKey> announced(List<LogKey> noted) {
    Set<LogKey> known = new HashSet<>(noted);
    List<LogKey> strays = new ArrayList<>();
    Optional<LogKey> filled = store.topics().findFilledAfter(BEFORE_ALL);
    while (filled.isPresent()) {
      if (!known.contains(filled.get())) {
        strays.add(filled.get());
      }
      filled = store.topics().findFilledAfter(filled.get());
    }
    if (strays.isEmpty()) {
      return noted;
    }
    ledger.write(transaction -> strays.forEach(transaction.log()::announce));
    List<LogKey> all = new ArrayList<>(noted);
    all.addAll(strays);
    return all;
  }
}
