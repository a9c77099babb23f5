package io.tabella.jca.store;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's naming service. Names come from deployment descriptors and administrators. */
public final class Naming {

  private Naming() {}

  /**
   * What has this name, as the calling thread sees it.
   *
   * @throws NamingException if there is nothing
   */
  @SuppressWarnings("BanJNDI") // nobody but who deploys says what is looked up
  public static Object lookUp(String name) throws NamingException {
    return new InitialContext().lookup(name);
  }
}
