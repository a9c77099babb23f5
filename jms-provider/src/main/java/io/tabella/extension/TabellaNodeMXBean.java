package io.tabella.extension;

import java.util.List;
import java.util.Map;

/**
 * A node as JMX shows it, under {@code io.tabella:type=Node,id=ID}. What it lists is the whole
 * store's, whatever node is asked; each call asks the database. Failures come as {@link
 * IllegalStateException} with the text that says what to do. Any thread may call any method.
 */
public interface TabellaNodeMXBean {

  /** This node's number. */
  long getId();

  /** Host and process, or what the setting {@code nodeName} says. */
  String getName();

  /** Database commits of this node. */
  long getBatches();

  /** Messages that this node has sent. */
  long getSends();

  /** Messages that this node has left out, because they had been sent before. */
  long getDuplicates();

  /** Messages that this node has given to consumers. */
  long getDeliveries();

  /** Those of them of which a delivery had failed before. */
  long getRedeliveries();

  /** Messages that this node has given up. */
  long getDeadLetters();

  /** Messages that this node has acknowledged. */
  long getAcknowledgements();

  /** Commits that were tried again. */
  long getRetries();

  /** The messages in each queue. */
  Map<String, Long> getQueueDepths();

  /** What is not acknowledged for each subscription. */
  Map<String, Long> getSubscriptionBacklogs();

  /** The members of the store. */
  List<String> getNodes();

  /** Branches of global transactions: name, state, since when, how many messages. */
  List<String> getBranches();

  /** See {@link TabellaAdmin#commitBranch}. */
  void commitBranch(String name);

  /** See {@link TabellaAdmin#rollbackBranch}. */
  void rollbackBranch(String name);

  /** See {@link TabellaAdmin#forgetBranch}. */
  void forgetBranch(String name);

  /** See {@link TabellaAdmin#pauseQueue}. */
  void pauseQueue(String name);

  /** See {@link TabellaAdmin#resumeQueue}. */
  void resumeQueue(String name);

  /** See {@link TabellaAdmin#pauseTopic}. */
  void pauseTopic(String name);

  /** See {@link TabellaAdmin#resumeTopic}. */
  void resumeTopic(String name);

  /** See {@link TabellaAdmin#purge}; an empty selector selects everything. */
  long purge(String queue, String selector);

  /** See {@link TabellaAdmin#move}; an empty selector selects everything. */
  long move(String queue, String selector, String target);

  /** See {@link TabellaAdmin#retry}; an empty selector selects everything. */
  long retry(String queue, String selector);
}
