package io.tabella.engine.dispatch;

import java.time.Duration;

/**
 * How entries are claimed and kept.
 *
 * @param owner the node
 * @param prefetch entries that this node holds at most of one queue, beside those in consumers'
 *     hands
 * @param prefetchBytes and so many bytes of them
 * @param poll how long a queue is left alone while nothing comes from other nodes
 * @param hold how long entries are held that nobody looks for
 */
public record DispatchConfig(
    long owner, int prefetch, long prefetchBytes, Duration poll, Duration hold) {

  PrefetchBuffer.Bounds capacity() {
    return new PrefetchBuffer.Bounds(prefetch, prefetchBytes);
  }
}
