package io.tabella.store;

import org.jspecify.annotations.Nullable;

/**
 * A topic's message as a row.
 *
 * @param log whose part of the log it is in
 * @param seq its number there, from 1
 * @param id made by the sending node as the row is written; the content id of a large body
 * @param origin the connection or client identifier that published it, for those who do not want
 *     their own; null if unknown
 */
public record LoggedMessage(
    LogKey log, long seq, long id, @Nullable String origin, StoredMessage message) {}
