package io.tabella.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConnectionIdentityTest {

  private final ClientIds inUse = new KnownIds();

  /** What a database would know. */
  private static final class KnownIds implements ClientIds {
    private final Set<String> taken = new HashSet<>();

    @Override
    public void take(String clientId) throws JMSException {
      if (!taken.add(clientId)) {
        throw new InvalidClientIDException(clientId);
      }
    }

    @Override
    public void giveBack(String clientId) {
      taken.remove(clientId);
    }
  }

  @Test
  void identifierIsSetOnce() throws JMSException {
    ConnectionIdentity identity = new ConnectionIdentity(inUse, null);

    identity.set("me");

    assertThat(identity.clientId()).isEqualTo("me");
    assertThatThrownBy(() -> identity.set("you"))
        .isInstanceOf(jakarta.jms.IllegalStateException.class);
  }

  @Test
  void usedConnectionCannotSetOne() throws JMSException {
    ConnectionIdentity identity = new ConnectionIdentity(inUse, null);
    identity.connectionIsUsed();

    assertThatThrownBy(() -> identity.set("me"))
        .isInstanceOf(jakarta.jms.IllegalStateException.class)
        .hasMessageContaining("call setClientID first");
  }

  @Test
  void administeredIdentifierCannotBeReplaced() throws JMSException {
    ConnectionIdentity identity = new ConnectionIdentity(inUse, "theirs");

    assertThatThrownBy(() -> identity.set("me"))
        .isInstanceOf(jakarta.jms.IllegalStateException.class)
        .hasMessageContaining("theirs");
  }

  @Test
  void twoOpenConnectionsCannotHaveTheSame() throws JMSException {
    ConnectionIdentity first = new ConnectionIdentity(inUse, "me");
    ConnectionIdentity second = new ConnectionIdentity(inUse, null);

    assertThatThrownBy(() -> second.set("me")).isInstanceOf(InvalidClientIDException.class);

    first.giveUp();
    second.set("me");
  }

  @Test
  void emptyIdentifierIsRefused() throws JMSException {
    ConnectionIdentity identity = new ConnectionIdentity(inUse, null);

    assertThatThrownBy(() -> identity.set("")).isInstanceOf(InvalidClientIDException.class);
    assertThatThrownBy(() -> identity.set(null)).isInstanceOf(InvalidClientIDException.class);
  }
}
