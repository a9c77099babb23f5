package io.tabella.jca.outbound;

import io.tabella.jca.store.StoreLogin;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Whose login a connection is to have. Jakarta Connectors 2.1, 9.1.8. */
final class Credentials {

  private Credentials() {}

  /**
   * The container's login, or else the application's, or the default.
   *
   * @param subject null if the application signs on by itself
   * @param request null while recovering
   */
  static StoreLogin of(
      ManagedConnectionFactory factory,
      @Nullable Subject subject,
      @Nullable ConnectionRequestInfo request) {
    StoreLogin asked =
        request instanceof ConnectionRequest given ? given.login() : StoreLogin.DEFAULT;
    return subject == null ? asked : ofSubject(factory, subject).or(asked);
  }

  private static StoreLogin ofSubject(ManagedConnectionFactory factory, Subject subject) {
    for (PasswordCredential credential : credentials(subject)) {
      if (factory.equals(credential.getManagedConnectionFactory())) {
        char[] password = credential.getPassword();
        return StoreLogin.of(
            credential.getUserName(), password == null ? null : new String(password));
      }
    }
    return StoreLogin.DEFAULT;
  }

  @SuppressWarnings("removal") // servers may still have a security manager
  private static Set<PasswordCredential> credentials(Subject subject) {
    PrivilegedAction<Set<PasswordCredential>> read =
        () -> subject.getPrivateCredentials(PasswordCredential.class);
    return AccessController.doPrivileged(read);
  }
}
