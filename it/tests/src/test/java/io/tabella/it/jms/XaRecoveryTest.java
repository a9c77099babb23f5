package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabella.extension.BranchInfo;
import io.tabella.extension.TabellaAdmin;
import io.tabella.jms.TabellaXAConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.XASession;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches in doubt, ended by other nodes and by administrators. */
class XaRecoveryTest extends XaBehaviour {

  @SuppressWarnings("NullAway.Init") // made before each test
  private TabellaXAConnectionFactory elsewhere;

  @SuppressWarnings("NullAway.Init") // made before each test
  private XAResource recovery;

  @SuppressWarnings("NullAway.Init") // made before each test
  private XASession session;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue queue;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue target;

  @BeforeEach
  void begin() throws Exception {
    elsewhere = newXaFactory();
    recovery = xaSession(elsewhere).getXAResource();
    session = xaSession();
    queue = rig.newQueue();
    target = rig.newQueue();
  }

  /** A branch in doubt with a message received and a message sent. */
  private TestXid inDoubt() throws Exception {
    rig.send(queue, "in");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      return prepared(
          session,
          () -> {
            receives(consumer, "in");
            send(session, target, "out");
          });
    }
  }

  @Test
  void branchIsEndedByWhateverNodeWhileItsOwnLives() throws Exception {
    TestXid first = inDoubt();
    assertThat(recovered(recovery)).containsExactly(first);
    recovery.commit(first, false);
    assertThat(rig.drain(target)).containsExactly("out");
    assertThat(rig.drain(queue)).isEmpty();
    assertFails(XAException.XAER_NOTA, () -> session.getXAResource().commit(first, false));

    TestXid second = inDoubt();
    recovery.rollback(second);
    assertThat(rig.drain(queue)).containsExactly("in");
    assertThat(rig.drain(target)).isEmpty();
    assertFails(XAException.XAER_NOTA, () -> session.getXAResource().rollback(second));
  }

  @Test
  void branchOutlivesItsNode() throws Exception {
    TestXid xid = inDoubt();
    factory.close();
    assertFails(XAException.XAER_RMFAIL, () -> session.getXAResource().commit(xid, false));
    recovery.commit(xid, false);
    assertThat(rig.drain(target)).containsExactly("out");
    assertThat(rig.drain(queue)).isEmpty();
    factory = elsewhere;
  }

  @Test
  void administratorCommitsAndTheManagerIsTold() throws Exception {
    TestXid xid = inDoubt();
    try (TabellaAdmin admin = elsewhere.createAdmin()) {
      BranchInfo info = admin.branches().get(0);
      assertThat(info.state()).isEqualTo("PREPARED");
      assertThat(info.received()).isEqualTo(1);
      assertThat(info.sent()).isEqualTo(1);
      assertThatThrownBy(() -> admin.forgetBranch(info.name())).isInstanceOf(JMSException.class);
      admin.commitBranch(info.name());
      assertThat(admin.branches().get(0).state()).isEqualTo("COMMITTED");
      assertThatThrownBy(() -> admin.rollbackBranch(info.name())).isInstanceOf(JMSException.class);
    }
    assertThat(rig.drain(target)).containsExactly("out");
    assertThat(recovered(recovery)).containsExactly(xid);
    assertFails(XAException.XA_HEURCOM, () -> session.getXAResource().commit(xid, false));
    recovery.forget(xid);
    assertThat(recovered(recovery)).isEmpty();
    assertFails(XAException.XAER_NOTA, () -> recovery.forget(xid));
  }

  @Test
  void administratorRollsBackAndForgets() throws Exception {
    TestXid xid = inDoubt();
    try (TabellaAdmin admin = elsewhere.createAdmin()) {
      String name = admin.branches().get(0).name();
      admin.rollbackBranch(name);
      assertThat(rig.drain(queue)).containsExactly("in");
      assertFails(XAException.XA_HEURRB, () -> recovery.rollback(xid));
      admin.forgetBranch(name);
      assertThat(admin.branches()).isEmpty();
      assertThatThrownBy(() -> admin.commitBranch("nonsense"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void branchesAreShownAndEndedByJmx() throws Exception {
    discard(inDoubt());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName node =
        server.queryNames(new ObjectName("io.tabella:type=Node,*"), null).iterator().next();
    String[] listed = (String[]) server.getAttribute(node, "Branches");
    assertThat(listed).hasSize(1);
    String name = listed[0].substring(0, listed[0].indexOf(' '));
    String[] signature = {String.class.getName()};
    server.invoke(node, "rollbackBranch", new Object[] {name}, signature);
    server.invoke(node, "forgetBranch", new Object[] {name}, signature);
    assertThat((String[]) server.getAttribute(node, "Branches")).isEmpty();
    assertThat(rig.drain(queue)).containsExactly("in");
  }

  private static void discard(Object unused) {}

  @Test
  void messagesOfAQueueThatIsGoneAreGone() throws Exception {
    TestXid xid = inDoubt();
    rig.execute("DELETE FROM tabella_destination WHERE name = '" + target.getQueueName() + "'");
    recovery.commit(xid, false);
    assertThat(recovered(recovery)).isEmpty();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_staged")).isZero();
  }
}
