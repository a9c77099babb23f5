package io.tabella.jms;

import java.util.List;

/**
 * The settings of a connection factory as bean properties. Each can be said in the URL, too, as
 * {@code tabella.NAME=value}; {@code docs/settings.md} describes them all with defaults.
 *
 * <p>A setter throws {@link IllegalArgumentException} for a value out of range, naming it, and
 * {@link IllegalStateException} once the first connection was made. The last word wins: parameters
 * of a URL override what was set before {@link #setUrl}. Any thread may call these.
 */
public abstract sealed class FactorySettings permits TabellaConnectionFactory {

  private final SettingValues values = new SettingValues();

  FactorySettings() {}

  /** The JDBC URL as the driver gets it, without Tabella's parameters. */
  public final String getUrl() {
    return values.text(Setting.URL);
  }

  /**
   * Says where the database is, and any other setting with it: {@code
   * jdbc:mysql://host/db?tabella.prefetch=100}, {@code jdbc:h2:./file;tabella.prefetch=100}.
   */
  public final void setUrl(String url) {
    values.setUrl(url);
  }

  /** The database login of connections made without one; empty for the URL's own. */
  public final String getUser() {
    return values.text(Setting.USER);
  }

  /** See {@link #getUser()}. */
  public final void setUser(String user) {
    values.set(Setting.USER, user);
  }

  /** The password that goes with the user. */
  public final String getPassword() {
    return values.text(Setting.PASSWORD);
  }

  /** See {@link #getPassword()}. */
  public final void setPassword(String password) {
    values.set(Setting.PASSWORD, password);
  }

  /** The most database connections that a node opens; 0 for as many as its threads use. */
  public final int getConnections() {
    return (int) values.whole(Setting.CONNECTIONS);
  }

  /** See {@link #getConnections()}: 0 to 1,000. */
  public final void setConnections(int connections) {
    values.set(Setting.CONNECTIONS, (long) connections);
  }

  /** What the names of the tables begin with. */
  public final String getTablePrefix() {
    return values.text(Setting.TABLE_PREFIX);
  }

  /** See {@link #getTablePrefix()}: lower-case letters, digits and underscores. */
  public final void setTablePrefix(String tablePrefix) {
    values.set(Setting.TABLE_PREFIX, tablePrefix);
  }

  /** Whether missing tables are created at the first start. */
  public final boolean isCreateSchema() {
    return values.flag(Setting.CREATE_SCHEMA);
  }

  /** See {@link #isCreateSchema()}. */
  public final void setCreateSchema(boolean createSchema) {
    values.set(Setting.CREATE_SCHEMA, createSchema);
  }

  /** Whether an embedded database writes through to the disk with each commit. */
  public final boolean isFlushCommits() {
    return values.flag(Setting.FLUSH_COMMITS);
  }

  /** See {@link #isFlushCommits()}. */
  public final void setFlushCommits(boolean flushCommits) {
    values.set(Setting.FLUSH_COMMITS, flushCommits);
  }

  /** What this JVM is called in tables and logs; empty for host and process. */
  public final String getNodeName() {
    return values.text(Setting.NODE_NAME);
  }

  /** See {@link #getNodeName()}. */
  public final void setNodeName(String nodeName) {
    values.set(Setting.NODE_NAME, nodeName);
  }

  /** The writers of a node; 0 for as many as the database gains from. */
  public final int getLanes() {
    return (int) values.whole(Setting.LANES);
  }

  /** See {@link #getLanes()}: 0 to 64. */
  public final void setLanes(int lanes) {
    values.set(Setting.LANES, (long) lanes);
  }

  /** How long a node may be silent before others take over, in milliseconds. */
  public final long getLeaseMillis() {
    return values.whole(Setting.LEASE_MILLIS);
  }

  /** See {@link #getLeaseMillis()}: 1,000 to 600,000. */
  public final void setLeaseMillis(long leaseMillis) {
    values.set(Setting.LEASE_MILLIS, leaseMillis);
  }

  /** How often a node renews its lease, in milliseconds. */
  public final long getHeartbeatMillis() {
    return values.whole(Setting.HEARTBEAT_MILLIS);
  }

  /** See {@link #getHeartbeatMillis()}: 100 to 200,000. */
  public final void setHeartbeatMillis(long heartbeatMillis) {
    values.set(Setting.HEARTBEAT_MILLIS, heartbeatMillis);
  }

  /** How often an idle node looks for what other JVMs have sent, in milliseconds. */
  public final long getPollMillis() {
    return values.whole(Setting.POLL_MILLIS);
  }

  /** See {@link #getPollMillis()}: 10 to 60,000. */
  public final void setPollMillis(long pollMillis) {
    values.set(Setting.POLL_MILLIS, pollMillis);
  }

  /** How long a commit waits for an unreachable database, in milliseconds. */
  public final long getStoreTimeoutMillis() {
    return values.whole(Setting.STORE_TIMEOUT_MILLIS);
  }

  /** See {@link #getStoreTimeoutMillis()}: 100 to 3,600,000. */
  public final void setStoreTimeoutMillis(long storeTimeoutMillis) {
    values.set(Setting.STORE_TIMEOUT_MILLIS, storeTimeoutMillis);
  }

  /** How long a node stays after its last connection, in milliseconds. */
  public final long getLingerMillis() {
    return values.whole(Setting.LINGER_MILLIS);
  }

  /** See {@link #getLingerMillis()}: 0 to 3,600,000. */
  public final void setLingerMillis(long lingerMillis) {
    values.set(Setting.LINGER_MILLIS, lingerMillis);
  }

  /** The most messages that a node holds of a queue. */
  public final int getPrefetch() {
    return (int) values.whole(Setting.PREFETCH);
  }

  /** See {@link #getPrefetch()}: 1 to 100,000. */
  public final void setPrefetch(int prefetch) {
    values.set(Setting.PREFETCH, (long) prefetch);
  }

  /** The most bytes that the held messages of a queue take. */
  public final long getPrefetchBytes() {
    return values.whole(Setting.PREFETCH_BYTES);
  }

  /** See {@link #getPrefetchBytes()}: at least 65,536. */
  public final void setPrefetchBytes(long prefetchBytes) {
    values.set(Setting.PREFETCH_BYTES, prefetchBytes);
  }

  /** Whether AUTO_ACKNOWLEDGE waits for each acknowledgement's commit. */
  public final boolean isStrictAcknowledge() {
    return values.flag(Setting.STRICT_ACKNOWLEDGE);
  }

  /** See {@link #isStrictAcknowledge()}. */
  public final void setStrictAcknowledge(boolean strictAcknowledge) {
    values.set(Setting.STRICT_ACKNOWLEDGE, strictAcknowledge);
  }

  /** How many acknowledgements of a session may be on their way at once. */
  public final int getAcknowledgeWindow() {
    return (int) values.whole(Setting.ACKNOWLEDGE_WINDOW);
  }

  /** See {@link #getAcknowledgeWindow()}: 1 to 10,000. */
  public final void setAcknowledgeWindow(int acknowledgeWindow) {
    values.set(Setting.ACKNOWLEDGE_WINDOW, (long) acknowledgeWindow);
  }

  /** After how many failed deliveries a message goes to the dead-letter queue. */
  public final int getMaxDeliveries() {
    return (int) values.whole(Setting.MAX_DELIVERIES);
  }

  /** See {@link #getMaxDeliveries()}: 1 to 1,000,000. */
  public final void setMaxDeliveries(int maxDeliveries) {
    values.set(Setting.MAX_DELIVERIES, (long) maxDeliveries);
  }

  /** How long a message waits after its first failed delivery, in milliseconds; 0 not at all. */
  public final long getRedeliveryDelayMillis() {
    return values.whole(Setting.REDELIVERY_DELAY_MILLIS);
  }

  /** See {@link #getRedeliveryDelayMillis()}: 0 to a year. */
  public final void setRedeliveryDelayMillis(long redeliveryDelayMillis) {
    values.set(Setting.REDELIVERY_DELAY_MILLIS, redeliveryDelayMillis);
  }

  /** By how much longer it waits after each further failed delivery. */
  public final double getRedeliveryMultiplier() {
    return values.decimal(Setting.REDELIVERY_MULTIPLIER);
  }

  /** See {@link #getRedeliveryMultiplier()}: 1 to 100. */
  public final void setRedeliveryMultiplier(double redeliveryMultiplier) {
    values.set(Setting.REDELIVERY_MULTIPLIER, redeliveryMultiplier);
  }

  /** The longest wait between two deliveries, in milliseconds. */
  public final long getMaxRedeliveryDelayMillis() {
    return values.whole(Setting.MAX_REDELIVERY_DELAY_MILLIS);
  }

  /** See {@link #getMaxRedeliveryDelayMillis()}: 0 to a year. */
  public final void setMaxRedeliveryDelayMillis(long maxRedeliveryDelayMillis) {
    values.set(Setting.MAX_REDELIVERY_DELAY_MILLIS, maxRedeliveryDelayMillis);
  }

  /** By what part of it a wait is shorter or longer at random. */
  public final double getRedeliveryJitter() {
    return values.decimal(Setting.REDELIVERY_JITTER);
  }

  /** See {@link #getRedeliveryJitter()}: 0 to 1. */
  public final void setRedeliveryJitter(double redeliveryJitter) {
    values.set(Setting.REDELIVERY_JITTER, redeliveryJitter);
  }

  /** The queue for messages that expire before they are received; empty: they are removed. */
  public final String getExpiryQueue() {
    return values.text(Setting.EXPIRY_QUEUE);
  }

  /** See {@link #getExpiryQueue()}: at most 200 characters. */
  public final void setExpiryQueue(String expiryQueue) {
    values.set(Setting.EXPIRY_QUEUE, expiryQueue);
  }

  /** For how long a message's duplicate is left out, in milliseconds; 0: never. */
  public final long getDuplicateWindowMillis() {
    return values.whole(Setting.DUPLICATE_WINDOW_MILLIS);
  }

  /** See {@link #getDuplicateWindowMillis()}: 0 to 31536000000. */
  public final void setDuplicateWindowMillis(long duplicateWindowMillis) {
    values.set(Setting.DUPLICATE_WINDOW_MILLIS, duplicateWindowMillis);
  }

  /** The queue for messages that failed too often. */
  public final String getDeadLetterQueue() {
    return values.text(Setting.DEAD_LETTER_QUEUE);
  }

  /** See {@link #getDeadLetterQueue()}: 1 to 200 characters. */
  public final void setDeadLetterQueue(String deadLetterQueue) {
    values.set(Setting.DEAD_LETTER_QUEUE, deadLetterQueue);
  }

  /** Whether a queue or topic is created when it is first used. */
  public final boolean isAutoCreate() {
    return values.flag(Setting.AUTO_CREATE);
  }

  /** See {@link #isAutoCreate()}. */
  public final void setAutoCreate(boolean autoCreate) {
    values.set(Setting.AUTO_CREATE, autoCreate);
  }

  /** Whether sessions join the transactions of the data source that this was made for. */
  public final boolean isJoinTransactions() {
    return values.flag(Setting.JOIN_TRANSACTIONS);
  }

  /** See {@link #isJoinTransactions()}. */
  public final void setJoinTransactions(boolean joinTransactions) {
    values.set(Setting.JOIN_TRANSACTIONS, joinTransactions);
  }

  /** The largest message that may be sent, in bytes. */
  public final long getMaxMessageBytes() {
    return values.whole(Setting.MAX_MESSAGE_BYTES);
  }

  /** See {@link #getMaxMessageBytes()}: 1,024 to 1,073,741,824. */
  public final void setMaxMessageBytes(long maxMessageBytes) {
    values.set(Setting.MAX_MESSAGE_BYTES, maxMessageBytes);
  }

  /** The packages whose classes may be read from an ObjectMessage. */
  public final List<String> getTrustedPackages() {
    return values.names(Setting.TRUSTED_PACKAGES);
  }

  /** See {@link #getTrustedPackages()}. */
  public final void setTrustedPackages(List<String> trustedPackages) {
    values.set(Setting.TRUSTED_PACKAGES, List.copyOf(trustedPackages));
  }

  /** The client identifier of this factory's connections; empty for none. */
  public final String getClientId() {
    return values.text(Setting.CLIENT_ID);
  }

  /** See {@link #getClientId()}. */
  public final void setClientId(String clientId) {
    values.set(Setting.CLIENT_ID, clientId);
  }

  /** Whether messages say in JMSXUserID who has sent them. */
  public final boolean isPopulateUserId() {
    return values.flag(Setting.POPULATE_USER_ID);
  }

  /** See {@link #isPopulateUserId()}. */
  public final void setPopulateUserId(boolean populateUserId) {
    values.set(Setting.POPULATE_USER_ID, populateUserId);
  }

  /** What messages say in JMSXAppID; empty for nothing. */
  public final String getApplicationId() {
    return values.text(Setting.APPLICATION_ID);
  }

  /** See {@link #getApplicationId()}: at most 200 characters. */
  public final void setApplicationId(String applicationId) {
    values.set(Setting.APPLICATION_ID, applicationId);
  }

  /** Whether messages say in JMSXProducerTXID in which transaction they were sent. */
  public final boolean isPopulateTransactionId() {
    return values.flag(Setting.POPULATE_TRANSACTION_ID);
  }

  /** See {@link #isPopulateTransactionId()}. */
  public final void setPopulateTransactionId(boolean populateTransactionId) {
    values.set(Setting.POPULATE_TRANSACTION_ID, populateTransactionId);
  }

  /**
   * Sets any setting by its name, with the value as it is written in a URL, or the URL itself by
   * {@code url}. For who reads settings from somewhere.
   *
   * @throws IllegalArgumentException if there is no such setting, or it does not take the value
   */
  public final void set(String name, String value) {
    if (name.equals(Setting.URL.settingName())) {
      setUrl(value);
    } else {
      values.setText(name, value);
    }
  }

  final SettingValues values() {
    return values;
  }
}
