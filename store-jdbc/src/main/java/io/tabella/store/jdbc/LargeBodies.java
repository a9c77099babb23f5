package io.tabella.store.jdbc;

import io.tabella.store.Body;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.jdbc.sql.Transaction;
import io.tabella.store.jdbc.table.ContentTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Bodies that are too large for a row live in the content table, in chunks. For all threads. */
final class LargeBodies {

  private static final int CHUNKS_PER_QUERY = 16;

  private final ContentTable contents;
  private final StatementLimits limits;

  LargeBodies(ContentTable contents, StatementLimits limits) {
    this.contents = contents;
    this.limits = limits;
  }

  /** How much goes into a statement. */
  StatementLimits limits() {
    return limits;
  }

  /** The body as its entry's row holds it: itself, or where its content was put. */
  Body store(Transaction transaction, long contentId, Body body) {
    if (body instanceof Body.Text text && Utf8.length(text.text()) > limits.inline()) {
      byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
      return store(
          transaction, bytes, new Body.Elsewhere(body.kind(), contentId, bytes.length, true));
    }
    if (body instanceof Body.Bytes bytes && bytes.bytes().length > limits.inline()) {
      return store(
          transaction,
          bytes.bytes(),
          new Body.Elsewhere(body.kind(), contentId, bytes.bytes().length, false));
    }
    return body;
  }

  private Body store(Transaction transaction, byte[] bytes, Body.Elsewhere elsewhere) {
    for (int from = 0, chunk = 0; from < bytes.length; from += limits.chunk(), chunk++) {
      int to = Math.min(bytes.length, from + limits.chunk());
      contents.insert(
          transaction, elsewhere.contentId(), chunk, Arrays.copyOfRange(bytes, from, to));
    }
    return elsewhere;
  }

  /**
   * Reads a content, some chunks at a time.
   *
   * @throws StoreRejectedException if it is not there any more
   */
  Body read(Transaction transaction, Body.Elsewhere body) {
    byte[] bytes = new byte[Math.toIntExact(body.length())];
    int filled = 0;
    for (int chunk = 0; filled < bytes.length; chunk += CHUNKS_PER_QUERY) {
      List<byte[]> some =
          contents.read(transaction, body.contentId(), chunk, chunk + CHUNKS_PER_QUERY);
      if (some.isEmpty()) {
        throw new StoreRejectedException(
            "the content "
                + body.contentId()
                + " of a message is gone; the message was acknowledged or expired elsewhere",
            null);
      }
      for (byte[] part : some) {
        System.arraycopy(part, 0, bytes, filled, part.length);
        filled += part.length;
      }
    }
    return body.text()
        ? new Body.Text(body.kind(), new String(bytes, StandardCharsets.UTF_8))
        : new Body.Bytes(body.kind(), bytes);
  }

  /** Removes the content of a body that is not in its row. */
  void discard(Transaction transaction, Body body) {
    if (body instanceof Body.Elsewhere content) {
      contents.delete(transaction, List.of(content.contentId()));
    }
  }
}
