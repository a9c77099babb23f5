package io.tabella.store.jdbc.table;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import io.tabella.store.MessageHeader;
import io.tabella.store.ScanStart;
import io.tabella.store.StoredMessage;
import io.tabella.store.jdbc.sql.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The columns of a message, the same wherever messages are. */
final class MessageColumns {

  /** All but the body itself. */
  static final String WITHOUT_BODY =
      """
      expires_at, sent_at, message_id, correlation_id, type, reply_to, message_group, persistent, \
      properties, body_kind\
      """;

  /** In the order in which {@link #bind} fills them. */
  static final String COLUMNS =
      WITHOUT_BODY + ", body_text, body_bytes, content_id, content_length, content_text";

  private static final long FIXED_BYTES = 256;
  private static final long BYTES_PER_CHAR = 3;

  private MessageColumns() {}

  static void bind(Parameters p, StoredMessage message) throws SQLException {
    MessageHeader header = message.header();
    p.add(header.expiresAt()).add(header.sentAt());
    p.add(header.messageId()).add(header.correlationId()).add(header.type());
    p.add(header.replyTo()).add(header.group()).add(header.persistent());
    p.add(message.properties());
    bind(p, message.body());
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

  /**
   * A message.
   *
   * @param before how many columns the row has before these
   * @param rank the place of its priority in the order of delivery
   */
  static StoredMessage map(ResultSet row, int before, int rank) throws SQLException {
    return new StoredMessage(
        header(row, before, rank), row.getString(before + 9), body(row, before + 10));
  }

  /** The same of a row that has no columns of the body but its kind. */
  static StoredMessage mapWithoutBody(ResultSet row, int before, int rank) throws SQLException {
    return new StoredMessage(
        header(row, before, rank),
        row.getString(before + 9),
        new Body.Empty(BodyKind.ofCode(row.getInt(before + 10))));
  }

  private static MessageHeader header(ResultSet row, int before, int rank) throws SQLException {
    return new MessageHeader(
        row.getString(before + 3),
        row.getLong(before + 2),
        row.getLong(before + 1),
        ScanStart.RANKS - 1 - rank,
        row.getBoolean(before + 8),
        row.getString(before + 4),
        row.getString(before + 5),
        row.getString(before + 6),
        row.getString(before + 7));
  }

  private static Body body(ResultSet row, int first) throws SQLException {
    BodyKind kind = BodyKind.ofCode(row.getInt(first));
    String text = row.getString(first + 1);
    if (text != null) {
      return new Body.Text(kind, text);
    }
    byte[] bytes = row.getBytes(first + 2);
    if (bytes != null) {
      return new Body.Bytes(kind, bytes);
    }
    long contentId = row.getLong(first + 3);
    return row.wasNull()
        ? new Body.Empty(kind)
        : new Body.Elsewhere(kind, contentId, row.getLong(first + 4), row.getBoolean(first + 5));
  }

  /** How many bytes a message takes in a statement, at most. */
  static long size(StoredMessage message) {
    MessageHeader header = message.header();
    long chars = length(header.messageId()) + length(header.correlationId());
    chars += length(header.type()) + length(header.replyTo()) + length(header.group());
    chars += length(message.properties()) + message.body().size();
    return FIXED_BYTES + BYTES_PER_CHAR * chars;
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
