package io.tabella.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Session;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnection;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What transaction managers do after a crash. */
class RecoveryTest {

  private static final int SCAN = XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Server server;

  @BeforeEach
  void begin() throws Exception {
    server = new Server(folder);
  }

  @AfterEach
  void end() throws Exception {
    server.close();
  }

  private record TestXid(long id) implements Xid {
    @Override
    public int getFormatId() {
      return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }

  /** Sends a message and leaves its branch prepared. */
  private void prepare(Xid xid, String text) throws Exception {
    ManagedConnection managed = server.managedFactory().createManagedConnection(null, null);
    XAResource resource = managed.getXAResource();
    try (Connection connection = (Connection) managed.getConnection(null, null);
        Session session = connection.createSession()) {
      resource.start(xid, XAResource.TMNOFLAGS);
      session.createProducer(session.createQueue("q")).send(session.createTextMessage(text));
      resource.end(xid, XAResource.TMSUCCESS);
      assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
    }
    managed.destroy();
  }

  private ActivationSpec neverActivated() throws Exception {
    TabellaActivationSpec spec = new TabellaActivationSpec();
    spec.setResourceAdapter(server.adapter);
    spec.setDestination("q");
    spec.setUser("");
    return spec;
  }

  private XAResource resource() throws Exception {
    return server.adapter.getXAResources(new ActivationSpec[] {neverActivated()})[0];
  }

  @Test
  void branchIsEndedThroughASpecThatWasNeverActivated() throws Exception {
    prepare(new TestXid(1), "one");
    server.adapter.stop();
    server.adapter.start(server.threads);
    Xid[] found = resource().recover(SCAN);
    assertThat(found).hasSize(1);
    // Between recovering and committing other resources are asked for; this one stays.
    resource().recover(SCAN);
    resource().commit(found[0], false);
    assertThat(server.drain("q")).containsExactly("one");
    assertThat(resource().recover(SCAN)).isEmpty();
    assertThatThrownBy(() -> resource().commit(found[0], false))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
  }

  @Test
  void branchIsEndedThroughAManagedConnectionWithoutRequest() throws Exception {
    prepare(new TestXid(2), "one");
    ManagedConnection managed = server.managedFactory().createManagedConnection(null, null);
    Connection handle = (Connection) managed.getConnection(null, null);
    XAResource resource = managed.getXAResource();
    Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
    handle.close();
    handle.close();
    // Another participant is missing for long; the resource serves, though its handle is closed.
    resource.rollback(found[0]);
    assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
    managed.destroy();
    assertThat(server.drain("q")).isEmpty();
  }

  @Test
  void databaseThatIsAwayIsARequestToTryLater() throws Exception {
    Path later = folder.resolve("later");
    Files.writeString(later, "in the way");
    TabellaActivationSpec spec = (TabellaActivationSpec) neverActivated();
    spec.setUrl("jdbc:h2:" + later.resolve("store"));
    XAResource resource = server.adapter.getXAResources(new ActivationSpec[] {spec})[0];
    assertThatThrownBy(() -> resource.recover(SCAN))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    Files.delete(later);
    assertThat(resource.recover(SCAN)).isEmpty();
  }
}
