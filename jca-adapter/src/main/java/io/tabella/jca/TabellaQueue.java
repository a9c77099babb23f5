package io.tabella.jca;

import io.tabella.destination.JmsDestination;
import io.tabella.destination.JmsQueue;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;

/** A queue as an administered object. */
public final class TabellaQueue extends AdministeredName implements Queue {

  private static final long serialVersionUID = 1L;

  /** Without a name yet. */
  public TabellaQueue() {}

  /**
   * Its name in the store.
   *
   * @throws IllegalStateException if nobody has given it one
   */
  @Override
  public String getQueueName() throws JMSException {
    String name = getName();
    if (name == null) {
      throw new IllegalStateException(
          "This administered queue has no name: set its property name.", "SETTING");
    }
    return name;
  }

  @Override
  JmsDestination destination() throws JMSException {
    return new JmsQueue(getQueueName());
  }

  @Override
  public String toString() {
    return "queue:" + getName();
  }
}
