package io.tabella.client.xa;

import io.tabella.store.BranchName;
import java.util.HexFormat;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** A branch's name as transaction managers know it. Immutable. */
record BranchXid(BranchName name) implements Xid {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * The name in an Xid of whatever class.
   *
   * @throws XAException with XAER_INVAL if it is no name
   */
  static BranchName nameOf(@Nullable Xid xid) throws XAException {
    if (xid == null
        || xid.getFormatId() == -1
        || isBad(xid.getGlobalTransactionId(), 1)
        || isBad(xid.getBranchQualifier(), 0)) {
      throw XaFailures.of(
          XAException.XAER_INVAL,
          "an Xid has a format other than -1, a global transaction of 1 to 64 bytes, and a branch"
              + " qualifier of 0 to 64 bytes");
    }
    return new BranchName(
        xid.getFormatId(),
        HEX.formatHex(xid.getGlobalTransactionId()),
        HEX.formatHex(xid.getBranchQualifier()));
  }

  private static boolean isBad(byte @Nullable [] part, int shortest) {
    return part == null || part.length < shortest || part.length > MAXGTRIDSIZE;
  }

  @Override
  public int getFormatId() {
    return name.format();
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return HEX.parseHex(name.global());
  }

  @Override
  public byte[] getBranchQualifier() {
    return HEX.parseHex(name.qualifier());
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
