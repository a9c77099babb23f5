package io.tabella.it.benchmarks.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** What a message has beside its body. For all threads. */
@FunctionalInterface
public interface Labels {

  /** Nothing. */
  Labels NONE = (message, number) -> {};

  /** Puts them on a message; no other of a run has its number. */
  void put(Message message, int number) throws JMSException;
}
