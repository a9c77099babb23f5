package io.tabella.it.jms;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.Xid;

/** A name of a branch that no other test has. */
record TestXid(long global, int branch) implements Xid {

  private static final AtomicLong LAST = new AtomicLong();

  static TestXid fresh() {
    return new TestXid(LAST.incrementAndGet(), 1);
  }

  /** Another branch of the same transaction. */
  TestXid sibling() {
    return new TestXid(global, branch + 1);
  }

  @Override
  public int getFormatId() {
    return 4711;
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return ByteBuffer.allocate(Long.BYTES).putLong(global).array();
  }

  @Override
  public byte[] getBranchQualifier() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(branch).array();
  }

  static TestXid of(Xid xid) {
    return new TestXid(
        ByteBuffer.wrap(xid.getGlobalTransactionId()).getLong(),
        ByteBuffer.wrap(xid.getBranchQualifier()).getInt());
  }
}
