package io.tabella.jca.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A local transaction of a managed connection: a branch that only this connection knows, and that
 * commits in one phase. So sessions need not be told which kind of transaction a pool has. Belongs
 * to the container's thread. Jakarta Connectors 2.1, 7.7.
 */
final class LocalBranch implements LocalTransaction {

  private final XAResource resource;
  private final AtomicReference<@Nullable Name> current = new AtomicReference<>();

  LocalBranch(XAResource resource) {
    this.resource = resource;
  }

  /** A name that nobody else uses. */
  private record Name(UUID id) implements Xid {

    /** "Tabe", as a number. */
    private static final int FORMAT = 0x54616265;

    @Override
    public int getFormatId() {
      return FORMAT;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ByteBuffer.allocate(2 * Long.BYTES)
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits())
          .array();
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[0];
    }
  }

  @Override
  public void begin() throws ResourceException {
    if (current.get() != null) {
      throw new IllegalStateException("This connection is in a local transaction already.");
    }
    Name name = new Name(UUID.randomUUID());
    try {
      resource.start(name, XAResource.TMNOFLAGS);
    } catch (XAException e) {
      throw failure("The local transaction did not begin", e);
    }
    current.set(name);
  }

  @Override
  public void commit() throws ResourceException {
    Name name = leave();
    try {
      resource.end(name, XAResource.TMSUCCESS);
      resource.commit(name, true);
    } catch (XAException e) {
      throw failure("The local transaction was not committed", e);
    }
  }

  @Override
  public void rollback() throws ResourceException {
    Name name = leave();
    try {
      resource.end(name, XAResource.TMSUCCESS);
      resource.rollback(name);
    } catch (XAException e) {
      throw failure("The local transaction was not rolled back", e);
    }
  }

  private Name leave() throws IllegalStateException {
    Name name = current.getAndSet(null);
    if (name == null) {
      throw new IllegalStateException("This connection is in no local transaction.");
    }
    return name;
  }

  /** Rolls back what was left open. */
  void undo() throws ResourceException {
    if (current.get() != null) {
      rollback();
    }
  }

  private static LocalTransactionException failure(String attempt, XAException cause) {
    return new LocalTransactionException(attempt + ": " + cause.getMessage(), cause);
  }
}
