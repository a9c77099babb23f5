package io.tabella.engine.admin;

import io.tabella.engine.admin.Administration.Returning;
import io.tabella.engine.log.TopicLogs;
import io.tabella.store.DestinationKind;
import io.tabella.store.MessageStore;
import io.tabella.store.SubscriptionRecord;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ways back to where messages came from, as it was when this was made. Used by one thread. */
final class Ways {

  private final MessageStore store;
  private final TopicLogs topics;
  private final Set<Long> subscriptions;

  Ways(MessageStore store, TopicLogs topics) {
    this.store = store;
    this.topics = topics;
    this.subscriptions =
        store.topics().list().stream().map(SubscriptionRecord::id).collect(Collectors.toSet());
  }

  /** A message's way back; null if it came from what is no more. */
  @Nullable Way of(Returning returning) {
    String source = returning.origin().source();
    Optional<String> queue = DestinationKind.QUEUE.nameIn(source);
    if (queue.isPresent()) {
      long id = store.destinations().findOrCreate(DestinationKind.QUEUE, queue.get()).id();
      return new Way.ToQueue(id, returning.message());
    }
    long subscription = returning.origin().subscription();
    return DestinationKind.TOPIC
        .nameIn(source)
        .filter(topic -> subscriptions.contains(subscription))
        .map(
            topic ->
                new Way.ToSubscription(topics.outlet(topic, subscription), returning.message()))
        .orElse(null);
  }
}
