package io.tabella.message;

import io.tabella.store.Body;
import io.tabella.store.BodyKind;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is names with values, in the order they were set. Jakarta Messaging 3.1,
 * 3.11. A map without entries counts as no body.
 */
public final class JmsMapMessage extends JmsMessage implements MapMessage {

  private Map<String, @Nullable Object> entries;

  /** A message with an empty map. */
  public JmsMapMessage() {
    this(new LinkedHashMap<>());
  }

  JmsMapMessage(Map<String, @Nullable Object> entries) {
    this.entries = entries;
  }

  @Override
  Body snapshot() {
    return entries.isEmpty()
        ? new Body.Empty(BodyKind.MAP)
        : new Body.Text(BodyKind.MAP, TypedJson.ofMap(entries));
  }

  @Override
  void discardBody() {
    entries = new LinkedHashMap<>();
  }

  @Override
  public boolean getBoolean(@Nullable String name) throws JMSException {
    return value(name).asBoolean();
  }

  @Override
  public byte getByte(@Nullable String name) throws JMSException {
    return value(name).asByte();
  }

  @Override
  public short getShort(@Nullable String name) throws JMSException {
    return value(name).asShort();
  }

  @Override
  public char getChar(@Nullable String name) throws JMSException {
    return value(name).asChar();
  }

  @Override
  public int getInt(@Nullable String name) throws JMSException {
    return value(name).asInt();
  }

  @Override
  public long getLong(@Nullable String name) throws JMSException {
    return value(name).asLong();
  }

  @Override
  public float getFloat(@Nullable String name) throws JMSException {
    return value(name).asFloat();
  }

  @Override
  public double getDouble(@Nullable String name) throws JMSException {
    return value(name).asDouble();
  }

  @Override
  public @Nullable String getString(@Nullable String name) throws JMSException {
    return value(name).asString();
  }

  @Override
  public byte @Nullable [] getBytes(@Nullable String name) throws JMSException {
    return value(name).asBytes();
  }

  @Override
  public @Nullable Object getObject(@Nullable String name) {
    return value(name).asObject();
  }

  @Override
  public Enumeration<String> getMapNames() {
    return Collections.enumeration(List.copyOf(entries.keySet()));
  }

  @Override
  public boolean itemExists(@Nullable String name) {
    return entries.containsKey(name);
  }

  @Override
  public void setBoolean(@Nullable String name, boolean value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setByte(@Nullable String name, byte value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setShort(@Nullable String name, short value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setChar(@Nullable String name, char value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setInt(@Nullable String name, int value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setLong(@Nullable String name, long value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setFloat(@Nullable String name, float value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setDouble(@Nullable String name, double value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setString(@Nullable String name, @Nullable String value) throws JMSException {
    set(name, value);
  }

  @Override
  public void setBytes(@Nullable String name, byte @Nullable [] value) throws JMSException {
    set(name, value == null ? null : value.clone());
  }

  @Override
  public void setBytes(@Nullable String name, byte[] value, int offset, int length)
      throws JMSException {
    Objects.checkFromIndexSize(offset, length, value.length);
    set(name, Arrays.copyOfRange(value, offset, offset + length));
  }

  @Override
  public void setObject(@Nullable String name, @Nullable Object value) throws JMSException {
    set(name, ValueTypes.ofBody(value));
  }

  /** A copy of the map; null if it is empty. */
  @Override
  public <T> @Nullable T getBody(Class<T> wanted) throws JMSException {
    if (!isBodyAssignableTo(wanted)) {
      throw notAssignable(wanted);
    }
    return entries.isEmpty() ? null : wanted.cast(copy());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public boolean isBodyAssignableTo(Class wanted) {
    return entries.isEmpty() || wanted == Map.class || wanted == Object.class;
  }

  private Map<String, @Nullable Object> copy() {
    Map<String, @Nullable Object> copy = new HashMap<>();
    entries.keySet().forEach(name -> copy.put(name, value(name).asObject()));
    return copy;
  }

  private TypedValue value(@Nullable String name) {
    return new TypedValue("map entry", String.valueOf(name), entries.get(name));
  }

  private void set(@Nullable String name, @Nullable Object value) throws JMSException {
    checkBodyWriteable();
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "a map entry's name must not be " + (name == null ? "null" : "empty"));
    }
    entries.put(name, value);
  }
}
