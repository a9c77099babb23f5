package io.tabella.jms;

import io.tabella.destination.JmsDestination;
import jakarta.jms.JMSException;
import java.util.Enumeration;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connection factories and destinations again from what a naming service keeps of them.
 * Jakarta Messaging 3.1, 5.3. For all threads.
 */
@SuppressWarnings("JdkObsolete") // the types of JNDI
public final class TabellaObjectFactory implements ObjectFactory {

  /** For the naming service. */
  public TabellaObjectFactory() {}

  /**
   * The object of a reference.
   *
   * @return null if the reference is of something else
   * @throws NamingException if what the reference says is not possible
   */
  @Override
  public @Nullable Object getObjectInstance(
      Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment)
      throws NamingException {
    if (!(object instanceof Reference reference)) {
      return null;
    }
    RefAddr destination = reference.get(JmsDestination.REFERENCE);
    if (destination != null) {
      return destination((String) destination.getContent());
    }
    if (reference.getClassName().equals(TabellaConnectionFactory.class.getName())) {
      return factory(new TabellaConnectionFactory(), reference);
    }
    return reference.getClassName().equals(TabellaXAConnectionFactory.class.getName())
        ? factory(new TabellaXAConnectionFactory(), reference)
        : null;
  }

  private static JmsDestination destination(String text) throws NamingException {
    try {
      return JmsDestination.parse(text);
    } catch (JMSException e) {
      throw failure("the destination " + text + " cannot be used", e);
    }
  }

  private static TabellaConnectionFactory factory(
      TabellaConnectionFactory factory, Reference reference) throws NamingException {
    try {
      for (Enumeration<RefAddr> all = reference.getAll(); all.hasMoreElements(); ) {
        RefAddr setting = all.nextElement();
        factory.values().setText(setting.getType(), (String) setting.getContent());
      }
    } catch (IllegalArgumentException e) {
      throw failure("the connection factory cannot be made", e);
    }
    return factory;
  }

  private static NamingException failure(String text, Exception cause) {
    NamingException failure = new NamingException(text + ": " + cause.getMessage());
    failure.setRootCause(cause);
    return failure;
  }
}
