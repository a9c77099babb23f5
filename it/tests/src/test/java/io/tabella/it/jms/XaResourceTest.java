package io.tabella.it.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of calls that XA asks for, flag by flag, and the codes of what is out of order. */
class XaResourceTest extends XaBehaviour {

  private final TestXid xid = TestXid.fresh();

  @SuppressWarnings("NullAway.Init") // made before each test
  private XASession session;

  @SuppressWarnings("NullAway.Init") // made before each test
  private XAResource resource;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Queue queue;

  @BeforeEach
  void begin() throws Exception {
    session = xaSession();
    resource = session.getXAResource();
    queue = rig.newQueue();
  }

  @Test
  void onePhaseCommitStoresWhatWasSent() throws Exception {
    in(session, xid, () -> send(session, queue, "one"));
    assertThat(rig.drain(queue)).isEmpty();
    resource.commit(xid, true);
    assertThat(rig.drain(queue)).containsExactly("one");
    assertFails(XAException.XAER_NOTA, () -> resource.commit(xid, true));
  }

  @Test
  void twoPhaseCommitShowsWhatWasSentOnlyAtTheEnd() throws Exception {
    in(session, xid, () -> send(session, queue, "one", "two"));
    assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
    assertThat(rig.drain(queue)).isEmpty();
    resource.commit(xid, false);
    assertThat(rig.drain(queue)).containsExactly("one", "two");
    assertThat(recovered(resource)).isEmpty();
  }

  @Test
  void rollbackBeforeAndAfterPrepareLeavesNothingOfASend() throws Exception {
    in(session, xid, () -> send(session, queue, "one"));
    resource.rollback(xid);
    TestXid other = prepared(session, () -> send(session, queue, "two"));
    resource.rollback(other);
    assertThat(rig.drain(queue)).isEmpty();
    assertThat(rig.ask("SELECT COUNT(*) FROM tabella_staged")).isZero();
  }

  @Test
  void branchThatHasDoneNothingIsReadOnlyAndOver() throws Exception {
    in(session, xid, () -> {});
    assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
    assertFails(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    resource.start(xid, XAResource.TMNOFLAGS);
    resource.end(xid, XAResource.TMSUCCESS);
    resource.rollback(xid);
  }

  @Test
  void onePhaseCommitOfNothingIsNoFailure() throws Exception {
    in(session, xid, () -> {});
    resource.commit(xid, true);
  }

  // Names.

  @Test
  void unknownBranchIsNotThere() throws Exception {
    assertFails(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMJOIN));
    assertFails(XAException.XAER_NOTA, () -> resource.start(xid, XAResource.TMRESUME));
    assertFails(XAException.XAER_NOTA, () -> resource.end(xid, XAResource.TMSUCCESS));
    assertFails(XAException.XAER_NOTA, () -> resource.prepare(xid));
    assertFails(XAException.XAER_NOTA, () -> resource.commit(xid, false));
    assertFails(XAException.XAER_NOTA, () -> resource.commit(xid, true));
    assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid));
    assertFails(XAException.XAER_NOTA, () -> resource.forget(xid));
  }

  @Test
  void nameIsTakenUntilTheBranchHasEnded() throws Exception {
    in(session, xid, () -> send(session, queue, "one"));
    assertFails(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
    resource.prepare(xid);
    assertFails(XAException.XAER_DUPID, () -> resource.start(xid, XAResource.TMNOFLAGS));
    resource.commit(xid, false);
    in(session, xid, () -> {});
    resource.rollback(xid);
  }

  @Test
  void otherBranchOfTheSameTransactionIsAnotherBranch() throws Exception {
    in(session, xid, () -> send(session, queue, "one"));
    in(session, xid.sibling(), () -> send(session, queue, "two"));
    resource.rollback(xid);
    resource.commit(xid.sibling(), true);
    assertThat(rig.drain(queue)).containsExactly("two");
  }

  @Test
  void badNamesAndFlagsAreInvalid() throws Exception {
    assertFails(XAException.XAER_INVAL, () -> resource.start(null, XAResource.TMNOFLAGS));
    assertFails(XAException.XAER_INVAL, () -> resource.prepare(named(-1, new byte[1])));
    assertFails(XAException.XAER_INVAL, () -> resource.prepare(named(1, new byte[65])));
    assertFails(XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMSUCCESS));
    assertFails(
        XAException.XAER_INVAL, () -> resource.start(xid, XAResource.TMJOIN | XAResource.TMRESUME));
    assertFails(XAException.XAER_INVAL, () -> resource.end(xid, XAResource.TMNOFLAGS));
    assertFails(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMJOIN));
    assertFails(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
  }

  private static Xid named(int format, byte[] global) {
    return new Xid() {
      @Override
      public int getFormatId() {
        return format;
      }

      @Override
      public byte[] getGlobalTransactionId() {
        return global;
      }

      @Override
      public byte[] getBranchQualifier() {
        return new byte[0];
      }
    };
  }

  // Turns.

  @Test
  void sessionWorksForOneBranchAtATime() throws Exception {
    resource.start(xid, XAResource.TMNOFLAGS);
    assertFails(XAException.XAER_PROTO, () -> resource.start(xid.sibling(), XAResource.TMNOFLAGS));
    assertFails(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMNOFLAGS));
    resource.end(xid, XAResource.TMSUCCESS);
    resource.rollback(xid);
  }

  @Test
  void branchIsNotCommittedWhileSomebodyWorksForIt() throws Exception {
    resource.start(xid, XAResource.TMNOFLAGS);
    send(session, queue, "one");
    assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid));
    assertFails(XAException.XAER_PROTO, () -> resource.commit(xid, true));
    assertFails(XAException.XAER_PROTO, () -> resource.commit(xid, false));
    resource.end(xid, XAResource.TMSUSPEND);
    assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid));
    resource.end(xid, XAResource.TMSUCCESS);
    resource.commit(xid, true);
    assertThat(rig.drain(queue)).containsExactly("one");
  }

  @Test
  void branchThatIsRolledBackTakesNothingMoreOfWhoWorksForIt() throws Exception {
    resource.start(xid, XAResource.TMNOFLAGS);
    send(session, queue, "undone");
    resource.rollback(xid);
    assertThatThrownBy(() -> send(session, queue, "too late")).isInstanceOf(JMSException.class);
    assertFails(XAException.XAER_NOTA, () -> resource.end(xid, XAResource.TMSUCCESS));
    send(session, queue, "outside");

    TestXid unended = xid.sibling();
    resource.start(unended, XAResource.TMNOFLAGS);
    resource.rollback(unended);
    in(session, TestXid.fresh(), () -> send(session, queue, "undone, too"));
    assertThat(rig.drain(queue)).containsExactly("outside");
  }

  @Test
  void eachCallComesOnceAndInItsTurn() throws Exception {
    in(session, xid, () -> send(session, queue, "one"));
    assertFails(XAException.XAER_PROTO, () -> resource.end(xid, XAResource.TMSUCCESS));
    assertFails(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMRESUME));
    assertFails(XAException.XAER_PROTO, () -> resource.commit(xid, false));
    resource.prepare(xid);
    assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid));
    assertFails(XAException.XAER_PROTO, () -> resource.commit(xid, true));
    assertFails(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMJOIN));
    assertFails(XAException.XAER_PROTO, () -> resource.forget(xid));
    resource.commit(xid, false);
  }

  @Test
  void suspendedBranchGoesOnWhereItWas() throws Exception {
    TestXid other = TestXid.fresh();
    resource.start(xid, XAResource.TMNOFLAGS);
    send(session, queue, "one");
    resource.end(xid, XAResource.TMSUSPEND);
    in(session, other, () -> send(session, queue, "other"));
    send(session, queue, "outside");
    assertFails(XAException.XAER_PROTO, () -> resource.start(xid, XAResource.TMJOIN));
    resource.start(xid, XAResource.TMRESUME);
    send(session, queue, "two");
    resource.end(xid, XAResource.TMSUCCESS);

    assertThat(rig.drain(queue)).containsExactly("outside");
    resource.rollback(other);
    resource.commit(xid, true);
    assertThat(rig.drain(queue)).containsExactly("one", "two");
  }

  @Test
  void severalSessionsJoinABranch() throws Exception {
    XASession second = xaSession();
    rig.send(queue, "first");
    assertThat(resource.isSameRM(second.getXAResource())).isTrue();
    resource.start(xid, XAResource.TMNOFLAGS);
    second.getXAResource().start(xid, XAResource.TMJOIN);
    send(session, queue, "one");
    try (MessageConsumer consumer = second.createConsumer(queue)) {
      receives(consumer, "first");
    }
    resource.end(xid, XAResource.TMSUCCESS);
    assertFails(XAException.XAER_PROTO, () -> resource.prepare(xid));
    second.getXAResource().end(xid, XAResource.TMSUCCESS);
    assertThat(second.getXAResource().prepare(xid)).isEqualTo(XAResource.XA_OK);
    resource.commit(xid, false);
    assertThat(rig.drain(queue)).containsExactly("one");
  }

  @Test
  void failedBranchIsRolledBack() throws Exception {
    rig.send(queue, "one");
    try (MessageConsumer consumer = session.createConsumer(queue)) {
      resource.start(xid, XAResource.TMNOFLAGS);
      receives(consumer, "one");
      resource.end(xid, XAResource.TMFAIL);
      assertFails(XAException.XA_RBROLLBACK, () -> resource.start(xid, XAResource.TMJOIN));
      assertFails(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
      assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid));
      assertThat(Rig.count(receives(consumer, "one"))).isEqualTo(2);
    }
  }

  // Time-outs.

  @Test
  void branchThatOutlivesItsTimeOutIsRolledBack() throws Exception {
    rig.send(queue, "one");
    assertThat(resource.setTransactionTimeout(1)).isTrue();
    assertThat(resource.getTransactionTimeout()).isEqualTo(1);
    try (MessageConsumer other = rig.autoSession().createConsumer(queue)) {
      resource.start(xid, XAResource.TMNOFLAGS);
      MessageConsumer consumer = session.createConsumer(queue);
      receives(consumer, "one");
      send(session, queue, "never");
      consumer.close();
      assertThat(Rig.count(receives(other, "one"))).isEqualTo(2);
    }
    assertFails(XAException.XA_RBTIMEOUT, () -> resource.end(xid, XAResource.TMSUCCESS));
    assertFails(XAException.XA_RBTIMEOUT, () -> resource.commit(xid, true));
    assertFails(XAException.XAER_NOTA, () -> resource.rollback(xid));
    assertThat(rig.drain(queue)).isEmpty();
  }

  @Test
  void preparedBranchHasNoTimeOut() throws Exception {
    resource.setTransactionTimeout(1);
    in(session, xid, () -> send(session, queue, "one"));
    TestXid doomed = in(session, () -> send(session, queue, "two"));
    resource.prepare(xid);
    boolean timedOut = false;
    while (!timedOut) {
      timedOut = isDoomed(doomed);
    }
    assertFails(XAException.XA_RBTIMEOUT, () -> resource.prepare(doomed));
    resource.commit(xid, false);
    assertThat(rig.drain(queue)).containsExactly("one");
  }

  private boolean isDoomed(TestXid branch) throws XAException {
    try {
      resource.start(branch, XAResource.TMJOIN);
      resource.end(branch, XAResource.TMSUCCESS);
      return false;
    } catch (XAException e) {
      assertThat(e.errorCode).isEqualTo(XAException.XA_RBTIMEOUT);
      return true;
    }
  }

  // Recovery.

  @Test
  void scanGivesEachBranchOnce() throws Exception {
    TestXid one = prepared(session, () -> send(session, queue, "one"));
    TestXid two = prepared(session, () -> send(session, queue, "two"));
    TestXid open = in(session, () -> send(session, queue, "three"));

    assertThat(recovered(resource)).containsExactlyInAnyOrder(one, two);
    assertThat(resource.recover(XAResource.TMSTARTRSCAN)).hasSize(2);
    assertThat(resource.recover(XAResource.TMNOFLAGS)).isEmpty();
    assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
    assertFails(XAException.XAER_INVAL, () -> resource.recover(XAResource.TMNOFLAGS));

    for (Xid found : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
      resource.commit(found, false);
    }
    resource.rollback(open);
    assertThat(rig.drain(queue)).containsExactlyInAnyOrder("one", "two");
  }
}
