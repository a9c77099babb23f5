package io.tabella.engine;

import io.tabella.engine.delivery.DestinationPolicy;
import io.tabella.engine.delivery.RedeliveryDelay;
import io.tabella.engine.delivery.RedeliveryPolicy;
import io.tabella.engine.dispatch.DispatchConfig;
import io.tabella.engine.monitor.CommitSink;
import java.time.Duration;

/**
 * How a node works. Immutable.
 *
 * @param name for people: host and process
 * @param lanes writer threads; 0 as many as the database gains from
 * @param membership how it is a member
 * @param dispatch how it claims
 * @param autoCreate whether queues and topics are made when they are first asked for
 * @param destinations what counts for destinations of which the database says nothing
 * @param commits whom to tell of database commits
 */
public record NodeConfig(
    String name,
    int lanes,
    Liveness membership,
    Dispatch dispatch,
    boolean autoCreate,
    DestinationPolicy destinations,
    CommitSink commits) {

  /**
   * How a node is a member.
   *
   * @param lease how long it may be silent before others reap it
   * @param heartbeat how often it says that it lives; well below the lease
   * @param storeTimeout how long a unit of work is tried while the database cannot be reached
   */
  public record Liveness(Duration lease, Duration heartbeat, Duration storeTimeout) {}

  /**
   * How a node claims.
   *
   * @param prefetch entries held at most of one queue, beside those in consumers' hands
   * @param prefetchBytes and so many bytes of them
   * @param poll how long a queue is left alone while nothing comes from other nodes
   * @param hold how long entries are held that no consumer looks for
   */
  public record Dispatch(int prefetch, long prefetchBytes, Duration poll, Duration hold) {}

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  DispatchConfig dispatchOf(long node) {
    return new DispatchConfig(
        node, dispatch.prefetch(), dispatch.prefetchBytes(), dispatch.poll(), dispatch.hold());
  }

  /** Collects settings; whoever calls it has checked their ranges. */
  public static final class Builder {

    private String name = "node";
    private int lanes;
    private Duration lease = Duration.ofSeconds(10);
    private Duration heartbeat = Duration.ofSeconds(2);
    private Duration storeTimeout = Duration.ofSeconds(60);
    private int prefetch = 500;
    private long prefetchBytes = 16L << 20;
    private Duration poll = Duration.ofMillis(200);
    private Duration hold = Duration.ofSeconds(5);
    private int maxDeliveries = 10;
    private RedeliveryDelay redeliveryDelay = RedeliveryDelay.NONE;
    private String deadLetterQueue = "DLQ";
    private boolean autoCreate = true;
    private String expiryQueue = "";
    private Duration duplicateWindow = Duration.ofMinutes(10);
    private CommitSink commits = CommitSink.NONE;

    private Builder() {}

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder lanes(int value) {
      lanes = value;
      return this;
    }

    public Builder lease(Duration value) {
      lease = value;
      return this;
    }

    public Builder heartbeat(Duration value) {
      heartbeat = value;
      return this;
    }

    public Builder storeTimeout(Duration value) {
      storeTimeout = value;
      return this;
    }

    public Builder prefetch(int value) {
      prefetch = value;
      return this;
    }

    public Builder prefetchBytes(long value) {
      prefetchBytes = value;
      return this;
    }

    public Builder poll(Duration value) {
      poll = value;
      return this;
    }

    public Builder hold(Duration value) {
      hold = value;
      return this;
    }

    public Builder maxDeliveries(int value) {
      maxDeliveries = value;
      return this;
    }

    public Builder redeliveryDelay(RedeliveryDelay value) {
      redeliveryDelay = value;
      return this;
    }

    public Builder autoCreate(boolean value) {
      autoCreate = value;
      return this;
    }

    public Builder commits(CommitSink value) {
      commits = value;
      return this;
    }

    /** Empty for none. */
    public Builder expiryQueue(String value) {
      expiryQueue = value;
      return this;
    }

    public Builder duplicateWindow(Duration value) {
      duplicateWindow = value;
      return this;
    }

    public Builder deadLetterQueue(String value) {
      deadLetterQueue = value;
      return this;
    }

    public NodeConfig build() {
      return new NodeConfig(
          name,
          lanes,
          new Liveness(lease, heartbeat, storeTimeout),
          new Dispatch(prefetch, prefetchBytes, poll, hold),
          autoCreate,
          new DestinationPolicy(
              new RedeliveryPolicy(maxDeliveries, redeliveryDelay, deadLetterQueue),
              expiryQueue,
              duplicateWindow.toMillis()),
          commits);
    }
  }
}
