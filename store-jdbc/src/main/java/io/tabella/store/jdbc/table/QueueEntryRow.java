package io.tabella.store.jdbc.table;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.EntryKey;
import io.tabella.store.MessageHeader;
import io.tabella.store.QueueEntry;
import io.tabella.store.ScanStart;
import io.tabella.store.StoredMessage;
import io.tabella.store.jdbc.sql.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How an entry becomes a row of {@code queue_entry}, and a row an entry. */
final class QueueEntryRow {

  /** The columns, in the order in which {@link #bind} fills them. */
  static final String COLUMNS =
      """
      queue, delivery_rank, id, owner, attempts, suspect, expires_at, sent_at, message_id, \
      correlation_id, type, reply_to, message_group, persistent, properties, body_kind, body_text, \
      body_bytes, content_id, content_length, content_text\
      """;

  /** How many they are. */
  static final int WIDTH = COLUMNS.split(",").length;

  private static final long FIXED_BYTES = 256;
  private static final long BYTES_PER_CHAR = 3;

  private QueueEntryRow() {}

  static void bind(Parameters p, QueueEntry entry) throws SQLException {
    MessageHeader header = entry.message().header();
    p.add(entry.key().queue()).add(entry.key().rank()).add(entry.key().id());
    p.addOrNull(entry.owner() == QueueEntry.READY ? null : entry.owner());
    p.add(entry.attempts()).add(entry.suspect());
    p.add(header.expiresAt()).add(header.sentAt());
    p.add(header.messageId()).add(header.correlationId()).add(header.type());
    p.add(header.replyTo()).add(header.group()).add(header.persistent());
    p.add(entry.message().properties());
    bind(p, entry.message().body());
  }

  private static void bind(Parameters p, Body body) throws SQLException {
    p.add(body.kind().code());
    p.add(body instanceof Body.Text text ? text.text() : null);
    p.add(body instanceof Body.Bytes bytes ? bytes.bytes() : null);
    if (body instanceof Body.Elsewhere content) {
      p.add(content.contentId()).add(content.length()).add(content.text());
    } else {
      p.addOrNull(null).addOrNull(null).addOrNull(null);
    }
  }

  static QueueEntry map(ResultSet row) throws SQLException {
    int rank = row.getInt(2);
    long owner = row.getLong(4);
    MessageHeader header =
        new MessageHeader(
            row.getString(9),
            row.getLong(8),
            row.getLong(7),
            ScanStart.RANKS - 1 - rank,
            row.getBoolean(14),
            row.getString(10),
            row.getString(11),
            row.getString(12),
            row.getString(13));
    return new QueueEntry(
        new EntryKey(row.getLong(1), rank, row.getLong(3)),
        owner,
        row.getInt(5),
        row.getBoolean(6),
        new StoredMessage(header, row.getString(15), body(row)));
  }

  private static Body body(ResultSet row) throws SQLException {
    BodyKind kind = BodyKind.ofCode(row.getInt(16));
    String text = row.getString(17);
    if (text != null) {
      return new Body.Text(kind, text);
    }
    byte[] bytes = row.getBytes(18);
    if (bytes != null) {
      return new Body.Bytes(kind, bytes);
    }
    long contentId = row.getLong(19);
    return row.wasNull()
        ? new Body.Empty(kind)
        : new Body.Elsewhere(kind, contentId, row.getLong(20), row.getBoolean(21));
  }

  /** A key alone, from the columns queue, delivery_rank, id. */
  static EntryKey mapKey(ResultSet row) throws SQLException {
    return new EntryKey(row.getLong(1), row.getInt(2), row.getLong(3));
  }

  /** How many bytes an entry takes in a statement, at most. */
  static long size(QueueEntry entry) {
    MessageHeader header = entry.message().header();
    long chars = length(header.messageId()) + length(header.correlationId());
    chars += length(header.type()) + length(header.replyTo()) + length(header.group());
    chars += length(entry.message().properties()) + entry.message().body().size();
    return FIXED_BYTES + BYTES_PER_CHAR * chars;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
