package io.tabella.client;

import io.tabella.engine.Node;
import io.tabella.extension.BranchInfo;
import io.tabella.extension.NodeInfo;
import io.tabella.extension.QueueInfo;
import io.tabella.extension.SubscriptionInfo;
import io.tabella.extension.TabellaAdmin;
import io.tabella.extension.TabellaNodeMXBean;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** A node as JMX shows it. For all threads. */
final class NodeBean implements TabellaNodeMXBean {

  private static final System.Logger LOG = System.getLogger(NodeBean.class.getName());

  private final Node node;
  private final String name;
  private final TabellaAdmin admin;

  NodeBean(Node node, String name, TabellaAdmin admin) {
    this.node = node;
    this.name = name;
    this.admin = admin;
  }

  /** Without JMX everything else works all the same. */
  void register() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new StandardMBean(this, TabellaNodeMXBean.class, true), objectName());
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.DEBUG, "not shown by JMX; node=" + node.id(), e);
    }
  }

  void unregister() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(objectName());
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.DEBUG, "was not shown by JMX; node=" + node.id(), e);
    }
  }

  /** Two stores may have nodes of the same number. */
  private ObjectName objectName() throws JMException {
    return new ObjectName(
        "io.tabella:type=Node,id="
            + node.id()
            + ",store="
            + ObjectName.quote(Integer.toHexString(System.identityHashCode(node))));
  }

  /** JMX shows the text of any exception, but knows the JDK's only. */
  private static <T> T plain(Unchecked.Call<T> task) {
    try {
      return task.call();
    } catch (JMSException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }

  @Override
  public long getId() {
    return node.id();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public long getBatches() {
    return node.figures().batches();
  }

  @Override
  public long getSends() {
    return node.figures().sends();
  }

  @Override
  public long getDuplicates() {
    return node.figures().duplicates();
  }

  @Override
  public long getDeliveries() {
    return node.figures().deliveries();
  }

  @Override
  public long getRedeliveries() {
    return node.figures().redeliveries();
  }

  @Override
  public long getDeadLetters() {
    return node.figures().deadLetters();
  }

  @Override
  public long getAcknowledgements() {
    return node.figures().acknowledgements();
  }

  @Override
  public long getRetries() {
    return node.figures().retries();
  }

  @Override
  public Map<String, Long> getQueueDepths() {
    Map<String, Long> depths = new LinkedHashMap<>();
    for (QueueInfo queue : plain(admin::queues)) {
      depths.put(queue.name(), queue.messages());
    }
    return depths;
  }

  @Override
  public Map<String, Long> getSubscriptionBacklogs() {
    Map<String, Long> backlogs = new LinkedHashMap<>();
    for (SubscriptionInfo it : plain(admin::subscriptions)) {
      String owner = it.clientId().isEmpty() ? "" : it.clientId() + "/";
      backlogs.put(owner + it.name() + " of " + it.topic(), it.backlog());
    }
    return backlogs;
  }

  @Override
  public List<String> getNodes() {
    return plain(admin::nodes).stream().map(NodeBean::text).toList();
  }

  private static String text(NodeInfo info) {
    return info.id() + " " + info.name() + ", last heard " + info.heartbeat();
  }

  @Override
  public List<String> getBranches() {
    return plain(admin::branches).stream().map(NodeBean::text).toList();
  }

  private static String text(BranchInfo info) {
    return info.name()
        + " "
        + info.state()
        + " since "
        + info.since()
        + ", received "
        + info.received()
        + ", sent "
        + info.sent();
  }

  @Override
  public void commitBranch(String branch) {
    change(() -> admin.commitBranch(branch));
  }

  @Override
  public void rollbackBranch(String branch) {
    change(() -> admin.rollbackBranch(branch));
  }

  @Override
  public void forgetBranch(String branch) {
    change(() -> admin.forgetBranch(branch));
  }

  @Override
  public void pauseQueue(String queue) {
    change(() -> admin.pauseQueue(queue));
  }

  @Override
  public void resumeQueue(String queue) {
    change(() -> admin.resumeQueue(queue));
  }

  @Override
  public void pauseTopic(String topic) {
    change(() -> admin.pauseTopic(topic));
  }

  @Override
  public void resumeTopic(String topic) {
    change(() -> admin.resumeTopic(topic));
  }

  private static void change(Unchecked.Step step) {
    boolean unused =
        plain(
            () -> {
              step.take();
              return true;
            });
  }

  @Override
  public long purge(String queue, String selector) {
    return plain(() -> admin.purge(queue, selector));
  }

  @Override
  public long move(String queue, String selector, String target) {
    return plain(() -> admin.move(queue, selector, target));
  }

  @Override
  public long retry(String queue, String selector) {
    return plain(() -> admin.retry(queue, selector));
  }
}
