package io.tabella.extension;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does while everything runs: made by {@link
 * io.tabella.jms.TabellaConnectionFactory#createAdmin()}. What it changes is in the database, and
 * counts for all nodes.
 *
 * <p>Selectors are those of Jakarta Messaging 3.1, 3.8; null selects everything. All methods throw
 * {@link jakarta.jms.InvalidDestinationException} for a destination that is not there, {@link
 * jakarta.jms.InvalidSelectorException} for a selector that is none, and {@link JMSException} if
 * the database cannot be reached. Any thread may call any method.
 */
public interface TabellaAdmin extends AutoCloseable {

  // Destinations.

  /** Makes a queue unless it is there. */
  void createQueue(String name) throws JMSException;

  /** Makes a topic unless it is there. */
  void createTopic(String name) throws JMSException;

  /** All queues, temporary ones included, by name. Counts every message: not for each second. */
  List<QueueInfo> queues() throws JMSException;

  /** One queue. */
  QueueInfo queue(String name) throws JMSException;

  /** The names of all topics, temporary ones included. */
  List<String> topics() throws JMSException;

  /** All subscriptions. */
  List<SubscriptionInfo> subscriptions() throws JMSException;

  /**
   * Removes a queue with all its messages.
   *
   * @throws JMSException also if a node uses it; the text says which
   */
  void deleteQueue(String name) throws JMSException;

  /**
   * Removes a topic with its messages and subscriptions.
   *
   * @throws JMSException also if a node uses it; the text says which
   */
  void deleteTopic(String name) throws JMSException;

  /**
   * Removes a durable subscription with what it has not read.
   *
   * @param clientId the client identifier that it belongs to; empty if none
   * @throws JMSException also if it has a consumer
   */
  void deleteSubscription(String clientId, String name) throws JMSException;

  // Settings.

  /** Lets a queue's messages stay where they are; sending goes on. Within seconds in all nodes. */
  void pauseQueue(String name) throws JMSException;

  /** Ends a pause. */
  void resumeQueue(String name) throws JMSException;

  /** Lets a topic's messages stay where they are; publishing goes on. */
  void pauseTopic(String name) throws JMSException;

  /** Ends a pause. */
  void resumeTopic(String name) throws JMSException;

  /**
   * Sets something for a queue, or with * for all of them; docs/destinations.md lists the settings.
   *
   * @param value null to remove what was set
   * @throws IllegalArgumentException if there is no such setting, or it does not take the value
   */
  void setQueue(String name, String setting, @Nullable String value) throws JMSException;

  /** The same for a topic. */
  void setTopic(String name, String setting, @Nullable String value) throws JMSException;

  /** All that is set for single destinations, or for all of a kind. */
  List<SettingInfo> settings() throws JMSException;

  // Messages.

  /**
   * The first messages of a queue in the order of delivery, those included that consumers have.
   *
   * @param limit at most so many
   */
  List<Message> browse(String queue, @Nullable String selector, int limit) throws JMSException;

  /** Removes messages that nobody has in hands; tells how many. */
  long purge(String queue, @Nullable String selector) throws JMSException;

  /**
   * Moves messages that nobody has in hands to another queue, which is made if need be; tells how
   * many. Their count of failed deliveries begins anew.
   */
  long move(String queue, @Nullable String selector, String target) throws JMSException;

  /**
   * Sends messages of a dead-letter or expiry queue back to where each came from; tells how many.
   * They lose the properties that said why they were there, and their count begins anew. Those that
   * came from a topic's subscription come again to that subscription alone; they stay if it is
   * gone.
   */
  long retry(String queue, @Nullable String selector) throws JMSException;

  // What waits for its time.

  /** The messages that wait to become visible in a queue. */
  List<DelayedInfo> delayedOfQueue(String name) throws JMSException;

  /** The messages that wait to become visible in a topic. */
  List<DelayedInfo> delayedOfTopic(String name) throws JMSException;

  /**
   * Removes a message that waits to become visible in a queue.
   *
   * @return false if it is not there, or not any more
   */
  boolean cancelDelayedOfQueue(String name, String messageId) throws JMSException;

  /** The same for a topic. */
  boolean cancelDelayedOfTopic(String name, String messageId) throws JMSException;

  // Global transactions.

  /**
   * The branches of global transactions that are in doubt, and those that were ended by hand. Their
   * transaction manager ends them by itself when it is back: it is the only one who knows how.
   */
  List<BranchInfo> branches() throws JMSException;

  /**
   * Commits a branch whose transaction manager will not come back, or not in time. Should it come
   * back, it is told (XA_HEURCOM) and may complain.
   *
   * @param name as it is listed
   * @throws JMSException also if it is not in doubt any more
   * @throws IllegalArgumentException if that is no name of a branch
   */
  void commitBranch(String name) throws JMSException;

  /** Rolls back a branch likewise; its transaction manager is told so (XA_HEURRB). */
  void rollbackBranch(String name) throws JMSException;

  /**
   * Forgets what was done by hand; usually the transaction manager says so.
   *
   * @throws JMSException also if the branch is in doubt
   */
  void forgetBranch(String name) throws JMSException;

  // Nodes.

  /** The JVMs that are members of the store, dead ones included until they are reaped. */
  List<NodeInfo> nodes() throws JMSException;

  @Override
  void close() throws JMSException;
}
