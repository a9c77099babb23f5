package io.tabella.jca;

import io.tabella.jca.inbound.EndpointSettings;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a message-driven bean is to get its messages: the eight properties of Jakarta Messaging 3.1,
 * 13.1, {@code destination}, and those of Tabella. Compared by identity: two beans may be
 * configured alike. To be configured by one thread.
 */
public final class TabellaActivationSpec extends StoreProperties
    implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  private static final String QUEUE = "jakarta.jms.Queue";
  private static final String TOPIC = "jakarta.jms.Topic";

  private transient @Nullable TabellaResourceAdapter adapter;
  private @Nullable String destination;
  private @Nullable String destinationLookup;
  private @Nullable String destinationType;
  private @Nullable String connectionFactoryLookup;
  private @Nullable String messageSelector;
  private @Nullable String acknowledgeMode;
  private @Nullable String subscriptionDurability;
  private @Nullable String subscriptionName;
  private @Nullable String clientId;
  private Boolean subscriptionShared = false;
  private Integer concurrency = 10;
  private Integer maxDeliveries = 0;
  private Long redeliveryDelayMillis = -1L;
  private @Nullable String deadLetterQueue;
  private Integer transactionTimeoutSeconds = 0;
  private Long stopTimeoutMillis = 30_000L;

  /** Not configured; the properties have defaults. */
  public TabellaActivationSpec() {}

  // Of the specification.

  /** The name of the queue or topic in the store, if it is not looked up. */
  public @Nullable String getDestination() {
    return destination;
  }

  /** See {@link #getDestination()}. */
  public void setDestination(@Nullable String destination) {
    this.destination = destination;
  }

  /** The name of an administered queue or topic in the naming service. */
  public @Nullable String getDestinationLookup() {
    return destinationLookup;
  }

  /** See {@link #getDestinationLookup()}. */
  public void setDestinationLookup(@Nullable String destinationLookup) {
    this.destinationLookup = destinationLookup;
  }

  /** {@code jakarta.jms.Queue}, the default, or {@code jakarta.jms.Topic}. */
  public @Nullable String getDestinationType() {
    return destinationType;
  }

  /** See {@link #getDestinationType()}. */
  public void setDestinationType(@Nullable String destinationType) {
    this.destinationType = destinationType;
  }

  /** The name of one of this adapter's connection factories, whose store is to be used. */
  public @Nullable String getConnectionFactoryLookup() {
    return connectionFactoryLookup;
  }

  /** See {@link #getConnectionFactoryLookup()}. */
  public void setConnectionFactoryLookup(@Nullable String connectionFactoryLookup) {
    this.connectionFactoryLookup = connectionFactoryLookup;
  }

  /** Which messages the bean gets; empty for all. */
  public @Nullable String getMessageSelector() {
    return messageSelector;
  }

  /** See {@link #getMessageSelector()}. */
  public void setMessageSelector(@Nullable String messageSelector) {
    this.messageSelector = messageSelector;
  }

  /** {@code Auto-acknowledge}, the default, or {@code Dups-ok-acknowledge}. */
  public @Nullable String getAcknowledgeMode() {
    return acknowledgeMode;
  }

  /** See {@link #getAcknowledgeMode()}. */
  public void setAcknowledgeMode(@Nullable String acknowledgeMode) {
    this.acknowledgeMode = acknowledgeMode;
  }

  /** {@code NonDurable}, the default, or {@code Durable}. */
  public @Nullable String getSubscriptionDurability() {
    return subscriptionDurability;
  }

  /** See {@link #getSubscriptionDurability()}. */
  public void setSubscriptionDurability(@Nullable String subscriptionDurability) {
    this.subscriptionDurability = subscriptionDurability;
  }

  /** The name of a durable or shared subscription. */
  public @Nullable String getSubscriptionName() {
    return subscriptionName;
  }

  /** See {@link #getSubscriptionName()}. */
  public void setSubscriptionName(@Nullable String subscriptionName) {
    this.subscriptionName = subscriptionName;
  }

  /** The client identifier of the bean's connection. */
  public @Nullable String getClientId() {
    return clientId;
  }

  /** See {@link #getClientId()}. */
  public void setClientId(@Nullable String clientId) {
    this.clientId = clientId;
  }

  // Of Tabella.

  /** Whether the beans of several servers share the subscription. */
  public Boolean getSubscriptionShared() {
    return subscriptionShared;
  }

  /** See {@link #getSubscriptionShared()}. */
  public void setSubscriptionShared(Boolean subscriptionShared) {
    this.subscriptionShared = subscriptionShared;
  }

  /** The same as {@link #getSubscriptionShared()}. */
  public Boolean getShareSubscriptions() {
    return subscriptionShared;
  }

  /** See {@link #getShareSubscriptions()}. */
  public void setShareSubscriptions(Boolean shareSubscriptions) {
    this.subscriptionShared = shareSubscriptions;
  }

  /** The most messages that are delivered at once, 1 to 1,000; 1 keeps their order. */
  public Integer getConcurrency() {
    return concurrency;
  }

  /** See {@link #getConcurrency()}. */
  public void setConcurrency(Integer concurrency) {
    this.concurrency = concurrency;
  }

  /** The same as {@link #getConcurrency()}. */
  public Integer getMaxSession() {
    return concurrency;
  }

  /** See {@link #getMaxSession()}. */
  public void setMaxSession(Integer maxSession) {
    this.concurrency = maxSession;
  }

  /** The same as {@link #getConcurrency()}. */
  public Integer getMaxSessions() {
    return concurrency;
  }

  /** See {@link #getMaxSessions()}. */
  public void setMaxSessions(Integer maxSessions) {
    this.concurrency = maxSessions;
  }

  /** After how many failed deliveries a message is dead; 0 for what the store's settings say. */
  public Integer getMaxDeliveries() {
    return maxDeliveries;
  }

  /** See {@link #getMaxDeliveries()}. */
  public void setMaxDeliveries(Integer maxDeliveries) {
    this.maxDeliveries = maxDeliveries;
  }

  /** How long a message waits after a failed delivery; -1 for what the store's settings say. */
  public Long getRedeliveryDelayMillis() {
    return redeliveryDelayMillis;
  }

  /** See {@link #getRedeliveryDelayMillis()}. */
  public void setRedeliveryDelayMillis(Long redeliveryDelayMillis) {
    this.redeliveryDelayMillis = redeliveryDelayMillis;
  }

  /** Where dead messages go; empty for what the store's settings say. */
  public @Nullable String getDeadLetterQueue() {
    return deadLetterQueue;
  }

  /** See {@link #getDeadLetterQueue()}. */
  public void setDeadLetterQueue(@Nullable String deadLetterQueue) {
    this.deadLetterQueue = deadLetterQueue;
  }

  /** How long a branch may take before it is rolled back, in seconds; 0 for no limit of ours. */
  public Integer getTransactionTimeoutSeconds() {
    return transactionTimeoutSeconds;
  }

  /** See {@link #getTransactionTimeoutSeconds()}. */
  public void setTransactionTimeoutSeconds(Integer transactionTimeoutSeconds) {
    this.transactionTimeoutSeconds = transactionTimeoutSeconds;
  }

  /** How long a bean that is stopped may work on, before its threads are interrupted. */
  public Long getStopTimeoutMillis() {
    return stopTimeoutMillis;
  }

  /** See {@link #getStopTimeoutMillis()}. */
  public void setStopTimeoutMillis(Long stopTimeoutMillis) {
    this.stopTimeoutMillis = stopTimeoutMillis;
  }

  // Of Jakarta Connectors.

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
    if (!(newAdapter instanceof TabellaResourceAdapter own)) {
      throw new InvalidPropertyException(newAdapter + " is not Tabella's resource adapter");
    }
    adapter = own;
  }

  /** Jakarta Connectors 2.1, 13.4.2. */
  @Override
  public void validate() throws InvalidPropertyException {
    List<String> problems = new ArrayList<>(SpecRules.problemsOf(this));
    try {
      address();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new InvalidPropertyException(
          "The activation properties cannot be used: " + String.join("; ", problems));
    }
  }

  /** These properties, once they are valid. */
  EndpointSettings settings() {
    return new EndpointSettings(
        new EndpointSettings.Source(
            destination,
            destinationLookup,
            TOPIC.equals(destinationType),
            messageSelector == null || messageSelector.isBlank() ? null : messageSelector),
        new EndpointSettings.Subscription(
            isDurable(), subscriptionShared, subscriptionName, clientId),
        concurrency,
        isDupsOk(),
        transactionTimeoutSeconds,
        java.time.Duration.ofMillis(stopTimeoutMillis));
  }

  /** What it says of redelivery, as settings of a store. */
  Map<String, String> redelivery() {
    Map<String, String> settings = new java.util.TreeMap<>();
    if (maxDeliveries > 0) {
      settings.put("maxDeliveries", maxDeliveries.toString());
    }
    if (redeliveryDelayMillis >= 0) {
      settings.put("redeliveryDelayMillis", redeliveryDelayMillis.toString());
    }
    if (deadLetterQueue != null && !deadLetterQueue.isBlank()) {
      settings.put("deadLetterQueue", deadLetterQueue);
    }
    return settings;
  }

  boolean isDurable() {
    return "durable".equalsIgnoreCase(subscriptionDurability);
  }

  private boolean isDupsOk() {
    return acknowledgeMode != null && acknowledgeMode.toLowerCase(Locale.ROOT).startsWith("dups");
  }

  /** Whether it says that its destination is a queue, a topic, or neither. */
  boolean hasKnownType() {
    return destinationType == null
        || destinationType.isEmpty()
        || destinationType.equals(QUEUE)
        || destinationType.equals(TOPIC);
  }

  boolean isOfQueue() {
    return QUEUE.equals(destinationType);
  }
}
