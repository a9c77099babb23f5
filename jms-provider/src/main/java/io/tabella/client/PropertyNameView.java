package io.tabella.client;

import jakarta.jms.Message;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/**
 * The names of a message's properties as they are at each look. Belongs to the message's thread.
 */
final class PropertyNameView extends AbstractSet<String> {

  private final Message message;

  PropertyNameView(Message message) {
    this.message = message;
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  @Override
  public int size() {
    return names().size();
  }

  @SuppressWarnings("unchecked") // The API is older than type parameters.
  private List<String> names() {
    return Collections.list(Unchecked.get(() -> (Enumeration<String>) message.getPropertyNames()));
  }
}
