package io.tabella.message;

import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message's properties in the order they were set. Jakarta Messaging 3.1, 3.5. */
final class MessageProperties {

  private Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private boolean readOnly;

  TypedValue value(@Nullable String name) {
    return new TypedValue("property", String.valueOf(name), values.get(name));
  }

  boolean has(@Nullable String name) {
    return values.containsKey(name);
  }

  Enumeration<String> names() {
    return Collections.enumeration(List.copyOf(values.keySet()));
  }

  /** Sets a property as an application does, under all the rules. */
  void set(@Nullable String name, @Nullable Object value)
      throws MessageNotWriteableException, MessageFormatException {
    if (readOnly) {
      throw new MessageNotWriteableException(
          "the properties of a received message cannot be changed; call clearProperties() first");
    }
    String legal = PropertyNames.checked(name);
    checkDefinedType(legal, value);
    values.put(legal, ValueTypes.ofProperty(legal, value));
  }

  /**
   * Takes over what a producer sets in each message that it sends.
   *
   * @throws MessageNotWriteableException if the message was received, and there is something to set
   */
  void overrideWith(MessageProperties others) throws MessageNotWriteableException {
    if (readOnly && !others.values.isEmpty()) {
      throw new MessageNotWriteableException(
          "the producer sets properties "
              + others.values.keySet()
              + ", and the properties of this received message cannot be changed: call"
              + " clearProperties() on the message, or send it with a producer that sets none");
    }
    values.putAll(others.values);
  }

  /** Takes over a property that another provider has accepted, whatever it thinks of names. */
  void adopt(@Nullable String name, @Nullable Object value) throws MessageFormatException {
    if (name == null || name.isEmpty()) {
      throw new MessageFormatException(
          "another provider's message has a property whose name is null or empty");
    }
    values.put(name, ValueTypes.ofProperty(name, value));
  }

  void clear() {
    values = new LinkedHashMap<>();
    readOnly = false;
  }

  /** Takes over the properties of a stored message, and forbids changes from now on. */
  void receive(Map<String, @Nullable Object> received) {
    values = received;
    readOnly = true;
  }

  /** Takes over what the provider sets on send, in place of whatever was there. */
  void sign(Signature signature) {
    JmsxProperties.setOnSend().forEach(values::remove);
    if (!signature.isEmpty()) {
      values.putAll(signature.properties());
    }
  }

  /** What the receiver will see of them; JMSXGroupID has a column of its own if it is a String. */
  Map<String, @Nullable Object> toStore() {
    if (values.keySet().stream().noneMatch(JmsxProperties::isDefined)) {
      return values;
    }
    Map<String, @Nullable Object> travelling = new LinkedHashMap<>(values);
    travelling.keySet().removeIf(name -> !JmsxProperties.travels(name));
    if (group() != null) {
      travelling.remove(JmsxProperties.GROUP_ID);
    }
    return travelling;
  }

  @Nullable String group() {
    return values.get(JmsxProperties.GROUP_ID) instanceof String group ? group : null;
  }

  private static void checkDefinedType(String name, @Nullable Object value)
      throws MessageFormatException {
    if (value == null) {
      return;
    }
    boolean wrong =
        (name.equals(JmsxProperties.GROUP_ID) && !(value instanceof String))
            || (name.equals(JmsxProperties.GROUP_SEQ) && !(value instanceof Integer));
    if (wrong) {
      throw new MessageFormatException(
          "property "
              + name
              + " must be "
              + (name.equals(JmsxProperties.GROUP_ID) ? "a String" : "an int")
              + ", not a "
              + ValueTypes.nameOf(value));
    }
  }
}
