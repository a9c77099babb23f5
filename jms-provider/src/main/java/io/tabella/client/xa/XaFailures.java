package io.tabella.client.xa;

import io.tabella.engine.branch.BranchException;
import io.tabella.engine.service.StoppedException;
import io.tabella.store.StoreException;
import javax.transaction.xa.XAException;

/**
 * The border between the engine's exceptions and the codes of XA; nothing is translated elsewhere.
 */
final class XaFailures {

  private XaFailures() {}

  /** An exception with a code of {@link XAException}. */
  static XAException of(int code, String message) {
    XAException failure = new XAException(message);
    failure.errorCode = code;
    return failure;
  }

  static XAException translate(RuntimeException cause) {
    XAException failure = of(codeOf(cause), String.valueOf(cause.getMessage()));
    failure.initCause(cause);
    return failure;
  }

  private static int codeOf(RuntimeException cause) {
    if (cause instanceof BranchException failure) {
      return codeOf(failure.reason());
    }
    boolean later = cause instanceof StoreException || cause instanceof StoppedException;
    return later ? XAException.XAER_RMFAIL : XAException.XAER_RMERR;
  }

  private static int codeOf(BranchException.Reason reason) {
    return switch (reason) {
      case NOT_THERE -> XAException.XAER_NOTA;
      case THERE_ALREADY -> XAException.XAER_DUPID;
      case OUT_OF_TURN -> XAException.XAER_PROTO;
      case FAILED -> XAException.XA_RBROLLBACK;
      case TIMED_OUT -> XAException.XA_RBTIMEOUT;
      case NOT_STORED -> XAException.XA_RBCOMMFAIL;
      case REFUSED -> XAException.XA_RBOTHER;
      case TRY_LATER, UNKNOWN -> XAException.XAER_RMFAIL;
      case COMMITTED_BY_HAND -> XAException.XA_HEURCOM;
      case ROLLED_BACK_BY_HAND -> XAException.XA_HEURRB;
    };
  }
}
