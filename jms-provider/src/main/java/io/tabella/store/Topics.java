package io.tabella.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Topics and subscriptions, to be read. Each method is a transaction of its own that locks nothing;
 * what is to be written goes through a {@link StoreTransaction}.
 */
public interface Topics extends Progress {

  /** All publishers' parts of some topics' logs, ordered. */
  List<LogKey> findLogs(Collection<Long> topics);

  /** All publishers' parts of all logs, ordered; also of topics that are gone. */
  List<LogKey> findAllLogs();

  /**
   * The first log behind another one that has messages, whether or not its publisher is noted; to
   * be asked in turn, one short look each.
   */
  Optional<LogKey> findFilledAfter(LogKey log);

  /** Of some logs those with a message above the given number, in one round trip if possible. */
  Set<LogKey> findNew(Map<LogKey, Long> after);

  /**
   * Messages of a log in order, at most {@code limit} of them and about {@code maxBytes}, but at
   * least one if there is one. Large bodies stay in the content table.
   *
   * @param from the first number
   * @param to the last number
   */
  List<LoggedMessage> read(LogKey log, long from, long to, int limit, long maxBytes);

  /** The lowest and the highest number of a log's messages; empty if there is none. */
  Optional<Extent> extent(LogKey log);

  /** Numbers from first to last, both included; some between may be gone. */
  record Extent(long first, long last) {}

  /** All subscriptions, by id. */
  List<SubscriptionRecord> list();

  /** The subscription of that name, among the durable ones or among the others. */
  Optional<SubscriptionRecord> find(boolean durable, String clientId, String name);

  /** The subscriptions that a node holds or is a member of. */
  List<SubscriptionRecord> findHeldBy(long node);

  /** The topics whose id is above a given one, by id: for those who follow a pattern. */
  List<Destinations.DestinationRecord> findTopicsAbove(long id);

  /** What of a topic's log is kept although all have passed it. */
  Retention retention(long topic);

  /**
   * What is kept although all have passed it; the stricter of the two counts.
   *
   * @param millis messages younger than this, by the database's clock; 0: none for their age
   * @param bytes and no more than about so many bytes of them; 0: without such a limit
   */
  record Retention(long millis, long bytes) {

    /** Nothing is kept. */
    public static final Retention NONE = new Retention(0, 0);
  }
}
