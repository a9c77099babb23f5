package io.tabella.jca;

import io.tabella.destination.JmsDestination;
import jakarta.jms.JMSException;
import jakarta.resource.Referenceable;
import java.io.Serializable;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What queues and topics have in common as administered objects: a name, by each of the properties
 * that servers and portable applications use for it. To be configured by one thread, then for all.
 */
public abstract class AdministeredName implements Referenceable, Serializable {

  private static final long serialVersionUID = 1L;

  private @Nullable String name;
  private transient @Nullable Reference reference;

  AdministeredName() {}

  /** The destination's name in the store. Payara sets it by {@code Name}. */
  public @Nullable String getName() {
    return name;
  }

  /** See {@link #getName()}. */
  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** The same as {@link #getName()}. */
  public @Nullable String getPhysicalName() {
    return name;
  }

  /** See {@link #getPhysicalName()}. */
  public void setPhysicalName(@Nullable String physicalName) {
    this.name = physicalName;
  }

  @Override
  public void setReference(Reference newReference) {
    reference = newReference;
  }

  /** The container's, or else one that gives the destination without a container. */
  @Override
  public Reference getReference() throws NamingException {
    Reference known = reference;
    try {
      return known == null ? destination().getReference() : known;
    } catch (JMSException e) {
      NamingException failure = new NamingException(e.getMessage());
      failure.setRootCause(e);
      throw failure;
    }
  }

  /** It as the store knows it. */
  abstract JmsDestination destination() throws JMSException;

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof AdministeredName that
        && getClass() == that.getClass()
        && (name == null ? that.name == null : name.equals(that.name));
  }

  @Override
  public final int hashCode() {
    return name == null ? 0 : name.hashCode();
  }
}
