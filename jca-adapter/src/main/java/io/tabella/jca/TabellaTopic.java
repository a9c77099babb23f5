package io.tabella.jca;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsTopic;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;

/** A topic as an administered object. */
public final class TabellaTopic extends AdministeredName implements Topic {

  private static final long serialVersionUID = 1L;

  /** Without a name yet. */
  public TabellaTopic() {}

  /**
   * Its name in the store.
   *
   * @throws IllegalStateException if nobody has given it one
   */
  @Override
  public String getTopicName() throws JMSException {
    String name = getName();
    if (name == null) {
      throw new IllegalStateException(
          "This administered topic has no name: set its property name.", "SETTING");
    }
    return name;
  }

  @Override
  JmsDestination destination() throws JMSException {
    return new JmsTopic(getTopicName());
  }

  @Override
  public String toString() {
    return "topic:" + getName();
  }
}
