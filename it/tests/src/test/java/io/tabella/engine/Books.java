package io.tabella.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabella.engine.H2Database.Row;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was promised to senders and receivers, compared with what is in the database. */
final class Books {

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  /** A sender was told that its message is stored. */
  void sent(String messageId) {
    assertThat(sent.add(messageId)).as("%s was sent before", messageId).isTrue();
  }

  /** A receiver was told that its acknowledgement is stored. */
  void acknowledged(String messageId) {
    assertThat(acknowledged.add(messageId)).as("%s acknowledged twice", messageId).isTrue();
  }

  /** Expired, or taken away by an administrator. */
  void removed(String messageId) {
    removed.add(messageId);
  }

  void check(H2Database database) {
    List<Row> rows = database.rows();
    List<String> stored = rows.stream().map(Row::messageId).toList();
    assertThat(stored).as("rows").doesNotHaveDuplicates();
    assertThat(stored)
        .as("rows, of messages that were sent and not acknowledged")
        .containsExactlyInAnyOrderElementsOf(
            sent.stream()
                .filter(id -> !acknowledged.contains(id) && !removed.contains(id))
                .toList());
    assertThat(database.contentsInUse())
        .as("contents, each of one entry")
        .isEqualTo(database.contents());
    List<Long> nodes = database.nodes();
    assertThat(rows)
        .as("owners that exist")
        .allMatch(row -> row.isReady() || nodes.contains(row.owner()));
  }
}
