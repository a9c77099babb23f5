package io.tabella.message.trusted;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Objects;

/** What an application might send as an object. */
public final class Parcel implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String label;

  public Parcel(String label) {
    this.label = label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parcel that && label.equals(that.label);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(label);
  }

  /** An enum of the application's. */
  public enum Size {
    SMALL
  }

  /** A comparator that hides in a JDK collection. */
  public static final class ByWeight implements Comparator<String>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public int compare(String left, String right) {
      return left.compareTo(right);
    }
  }

  /** Does something when it is read, as the objects of an attacker do. */
  public static final class Bomb implements Serializable {

    private static final long serialVersionUID = 1L;

    public static boolean exploded;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      exploded = true;
    }
  }

  /** Stands behind a dynamic proxy. */
  public static final class Handler implements InvocationHandler, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
      return 0;
    }
  }
}
