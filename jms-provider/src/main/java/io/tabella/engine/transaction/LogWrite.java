package io.tabella.engine.transaction;

import io.tabella.store.LogKey;
import io.tabella.store.LoggedMessage;
import io.tabella.store.TopicLog;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What one attempt appends to the logs of topics. Numbers are given inside the attempt and count
 * only when it has committed. Belongs to the lane's thread; used once.
 */
final class LogWrite {

  private final PublisherNumbers numbers;
  private final LongSupplier ids;
  private final IdentityHashMap<LogHandOff, List<LoggedMessage>> byTopic = new IdentityHashMap<>();

  LogWrite(PublisherNumbers numbers, LongSupplier ids) {
    this.numbers = numbers;
    this.ids = ids;
  }

  void add(UnitOfWork.Publish publish) {
    long topic = publish.to().topic();
    List<LoggedMessage> messages =
        byTopic.computeIfAbsent(publish.to(), fresh -> new ArrayList<>());
    messages.add(
        new LoggedMessage(
            new LogKey(topic, numbers.publisher()),
            numbers.committed(topic) + messages.size() + 1,
            ids.getAsLong(),
            publish.origin(),
            publish.message()));
  }

  void write(TopicLog log) {
    for (Map.Entry<LogHandOff, List<LoggedMessage>> topic : byTopic.entrySet()) {
      List<LoggedMessage> messages = topic.getValue();
      if (messages.get(0).seq() == 1) {
        log.announce(messages.get(0).log());
      }
      topic.setValue(log.append(messages));
    }
  }

  /** First all numbers, so that nothing that fails later makes one be given twice. */
  void committed() {
    byTopic.forEach((to, messages) -> numbers.committed(to.topic(), last(messages)));
    byTopic.forEach(LogHandOff::appended);
  }

  private static long last(List<LoggedMessage> messages) {
    return messages.get(messages.size() - 1).seq();
  }
}
