package io.tabella.client;

import io.tabella.destination.JmsQueue;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.Node;
import io.tabella.engine.admin.Administration;
import io.tabella.engine.admin.QueueFigures;
import io.tabella.engine.delivery.MessageFilter;
import io.tabella.engine.delivery.Origin;
import io.tabella.engine.dispatch.Browse;
import io.tabella.engine.lease.TemporaryNames;
import io.tabella.extension.BranchInfo;
import io.tabella.extension.DelayedInfo;
import io.tabella.extension.NodeInfo;
import io.tabella.extension.QueueInfo;
import io.tabella.extension.SettingInfo;
import io.tabella.extension.SubscriptionInfo;
import io.tabella.extension.TabellaAdmin;
import io.tabella.message.DeadLetter;
import io.tabella.message.MessageCodec;
import io.tabella.message.TrustedPackages;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.DestinationKind;
import io.tabella.store.StagedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An administrator on a connection of its own. For all threads. */
public final class Administrator implements TabellaAdmin {

  private static final String PAUSED = "paused";

  private final Node node;
  private final Closing.Step onClose;
  private final Administration administration;
  private final MessageCodec codec;

  /** On a connection, which it closes with itself. */
  public Administrator(JmsConnection connection) {
    this(connection.node(), connection.config().trusted(), connection::close);
  }

  Administrator(Node node, TrustedPackages trusted, Closing.Step onClose) {
    this.node = node;
    this.onClose = onClose;
    this.administration = node.administration();
    this.codec = new MessageCodec(trusted);
  }

  private static <T> T translated(String attempt, Unchecked.Call<T> task) throws JMSException {
    try {
      return task.call();
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Failures.translate(attempt, e);
    }
  }

  private static void change(String attempt, Unchecked.Step change) throws JMSException {
    translated(
        attempt,
        () -> {
          change.take();
          return attempt;
        });
  }

  // Destinations.

  @Override
  public void createQueue(String name) throws JMSException {
    JmsQueue queue = new JmsQueue(name);
    change(
        "The queue was not created",
        () -> administration.create(DestinationKind.QUEUE, queue.name()));
  }

  @Override
  public void createTopic(String name) throws JMSException {
    String topic = new JmsTopic(name).name();
    change("The topic was not created", () -> administration.create(DestinationKind.TOPIC, topic));
  }

  @Override
  public List<QueueInfo> queues() throws JMSException {
    return translated(
        "The queues cannot be listed",
        () ->
            administration.list(DestinationKind.QUEUE).stream()
                .map(name -> infoOf(administration.figures(name)))
                .toList());
  }

  @Override
  public QueueInfo queue(String name) throws JMSException {
    return translated("The queue cannot be shown", () -> infoOf(administration.figures(name)));
  }

  private static QueueInfo infoOf(QueueFigures figures) {
    return new QueueInfo(
        figures.name(),
        figures.messages(),
        figures.held(),
        figures.oldestMillis(),
        TemporaryNames.isTemporary(figures.name()),
        figures.paused());
  }

  @Override
  public List<String> topics() throws JMSException {
    return translated(
        "The topics cannot be listed", () -> administration.list(DestinationKind.TOPIC));
  }

  @Override
  public List<SubscriptionInfo> subscriptions() throws JMSException {
    return translated(
        "The subscriptions cannot be listed",
        () ->
            node.topics().figures().stream()
                .map(
                    it ->
                        new SubscriptionInfo(
                            it.name(),
                            it.clientId(),
                            it.topic(),
                            it.kind().durable(),
                            it.kind().shared(),
                            it.backlog(),
                            it.oldestMillis()))
                .toList());
  }

  @Override
  public void deleteQueue(String name) throws JMSException {
    change("The queue was not removed", () -> administration.remove(DestinationKind.QUEUE, name));
  }

  @Override
  public void deleteTopic(String name) throws JMSException {
    change("The topic was not removed", () -> administration.remove(DestinationKind.TOPIC, name));
  }

  @Override
  public void deleteSubscription(String clientId, String name) throws JMSException {
    change(
        "The subscription was not removed",
        () -> node.topics().unsubscribe(clientId, name, node.commonLane()));
  }

  // Settings.

  @Override
  public void pauseQueue(String name) throws JMSException {
    setQueue(name, PAUSED, "true");
  }

  @Override
  public void resumeQueue(String name) throws JMSException {
    setQueue(name, PAUSED, null);
  }

  @Override
  public void pauseTopic(String name) throws JMSException {
    setTopic(name, PAUSED, "true");
  }

  @Override
  public void resumeTopic(String name) throws JMSException {
    setTopic(name, PAUSED, null);
  }

  @Override
  public void setQueue(String name, String setting, @Nullable String value) throws JMSException {
    set(DestinationKind.QUEUE, name, setting, value);
  }

  @Override
  public void setTopic(String name, String setting, @Nullable String value) throws JMSException {
    set(DestinationKind.TOPIC, name, setting, value);
  }

  private void set(DestinationKind kind, String name, String setting, @Nullable String value)
      throws JMSException {
    change(
        "The setting was not stored",
        () -> {
          if (value == null) {
            boolean unused = administration.reset(kind, name, setting);
          } else {
            administration.set(kind, name, setting, value);
          }
        });
  }

  @Override
  public List<SettingInfo> settings() throws JMSException {
    return translated(
        "The settings cannot be listed",
        () ->
            administration.settings().stream()
                .map(
                    it ->
                        new SettingInfo(
                            it.kind() == DestinationKind.TOPIC,
                            it.destination(),
                            it.name(),
                            it.value()))
                .toList());
  }

  // Messages.

  private static MessageFilter filter(@Nullable String selector) throws JMSException {
    return WantedMessages.ofQueue(Selectors.normalized(selector));
  }

  @Override
  public List<Message> browse(String queue, @Nullable String selector, int limit)
      throws JMSException {
    JmsQueue destination = new JmsQueue(queue);
    MessageFilter filter = filter(selector);
    return translated(
        "The queue cannot be browsed",
        () -> {
          Browse browse = administration.browse(queue, filter);
          List<Message> messages = new ArrayList<>();
          while (messages.size() < limit) {
            Message next = JmsQueueBrowser.next(browse, destination, codec);
            if (next == null) {
              return messages;
            }
            messages.add(next);
          }
          return messages;
        });
  }

  @Override
  public long purge(String queue, @Nullable String selector) throws JMSException {
    MessageFilter filter = filter(selector);
    return translated("Not all was removed", () -> administration.purge(queue, filter));
  }

  @Override
  public long move(String queue, @Nullable String selector, String target) throws JMSException {
    MessageFilter filter = filter(selector);
    JmsQueue to = new JmsQueue(target);
    return translated("Not all was moved", () -> administration.move(queue, to.name(), filter));
  }

  @Override
  public long retry(String queue, @Nullable String selector) throws JMSException {
    MessageFilter filter = filter(selector);
    return translated(
        "Not all was sent back",
        () ->
            administration.retry(
                queue,
                filter,
                message ->
                    DeadLetter.sourceOf(message)
                        .map(
                            source ->
                                new Administration.Returning(
                                    new Origin(source.destination(), source.subscription()),
                                    DeadLetter.withoutReason(message)))));
  }

  // What waits for its time.

  @Override
  public List<DelayedInfo> delayedOfQueue(String name) throws JMSException {
    return delayed(DestinationKind.QUEUE, name);
  }

  @Override
  public List<DelayedInfo> delayedOfTopic(String name) throws JMSException {
    return delayed(DestinationKind.TOPIC, name);
  }

  private List<DelayedInfo> delayed(DestinationKind kind, String name) throws JMSException {
    return translated(
        "What waits cannot be listed",
        () ->
            administration.delayed(kind, name).stream()
                .map(
                    it ->
                        new DelayedInfo(
                            it.message().header().messageId(),
                            Instant.ofEpochMilli(it.key().dueAt()),
                            it.attempts()))
                .toList());
  }

  @Override
  public boolean cancelDelayedOfQueue(String name, String messageId) throws JMSException {
    return cancel(DestinationKind.QUEUE, name, messageId);
  }

  @Override
  public boolean cancelDelayedOfTopic(String name, String messageId) throws JMSException {
    return cancel(DestinationKind.TOPIC, name, messageId);
  }

  private boolean cancel(DestinationKind kind, String name, String messageId) throws JMSException {
    return translated(
        "The message was not cancelled",
        () -> {
          List<StagedMessage> found =
              administration.delayed(kind, name).stream()
                  .filter(it -> it.message().header().messageId().equals(messageId))
                  .toList();
          return administration.cancel(found) > 0;
        });
  }

  // Global transactions.

  @Override
  public List<BranchInfo> branches() throws JMSException {
    return translated(
        "The branches cannot be listed",
        () -> node.branches().list().stream().map(Administrator::infoOf).toList());
  }

  private static BranchInfo infoOf(BranchRecord branch) {
    return new BranchInfo(
        branch.name().toString(),
        branch.state().name(),
        Instant.ofEpochMilli(branch.since()),
        branch.node(),
        branch.received(),
        branch.sent());
  }

  @Override
  public void commitBranch(String name) throws JMSException {
    BranchName branch = BranchName.parse(name);
    change("The branch was not committed", () -> node.branches().commitByHand(branch));
  }

  @Override
  public void rollbackBranch(String name) throws JMSException {
    BranchName branch = BranchName.parse(name);
    change("The branch was not rolled back", () -> node.branches().rollBackByHand(branch));
  }

  @Override
  public void forgetBranch(String name) throws JMSException {
    BranchName branch = BranchName.parse(name);
    change("The branch was not forgotten", () -> node.branches().forget(branch));
  }

  @Override
  public List<NodeInfo> nodes() throws JMSException {
    return translated(
        "The nodes cannot be listed",
        () ->
            administration.nodes().stream()
                .map(it -> new NodeInfo(it.node(), it.name(), Instant.ofEpochMilli(it.heartbeat())))
                .toList());
  }

  @Override
  public void close() throws JMSException {
    onClose.take();
  }
}
