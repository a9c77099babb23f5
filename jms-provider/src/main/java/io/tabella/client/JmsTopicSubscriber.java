package io.tabella.client;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsTopic;
import io.tabella.engine.delivery.Delivery;
import io.tabella.engine.delivery.Reader;
import io.tabella.store.SubscriptionSpec;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

/** A consumer of a subscription. As {@link JmsMessageConsumer} says. */
final class JmsTopicSubscriber extends JmsMessageConsumer implements TopicSubscriber {

  private final JmsTopic topic;
  private final boolean noLocal;

  JmsTopicSubscriber(SessionCore session, JmsTopic topic, SubscriptionSpec spec, Reader reader) {
    super(session, topic, spec.selector(), reader);
    this.topic = topic;
    this.noLocal = spec.noLocal();
  }

  @Override
  public Topic getTopic() throws JMSException {
    check();
    return topic;
  }

  @Override
  public boolean getNoLocal() throws JMSException {
    check();
    return noLocal;
  }

  /** Of a pattern, the topic that the message was published to; options stay with the consumer. */
  @Override
  public JmsDestination destinationOf(Delivery delivery) throws JMSException {
    String source = delivery.source();
    return source.equals(topic.toString()) ? topic.withoutOptions() : JmsDestination.parse(source);
  }
}
