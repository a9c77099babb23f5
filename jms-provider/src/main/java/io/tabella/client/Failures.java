package io.tabella.client;

import io.tabella.engine.admin.DestinationInUseException;
import io.tabella.engine.admin.UnknownDestinationException;
import io.tabella.engine.branch.BranchException;
import io.tabella.engine.catalog.NoSuchDestinationException;
import io.tabella.engine.log.NoSuchSubscriptionException;
import io.tabella.engine.log.SubscriptionInUseException;
import io.tabella.engine.log.SubscriptionKindException;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.transaction.EntriesLostException;
import io.tabella.store.CommitUnknownException;
import io.tabella.store.FencedException;
import io.tabella.store.JoinRefusedException;
import io.tabella.store.StoreAccessException;
import io.tabella.store.StoreConflictException;
import io.tabella.store.StoreException;
import io.tabella.store.StoreRejectedException;
import io.tabella.store.StoreSetupException;
import io.tabella.store.StoreUnavailableException;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.TransactionRolledBackException;
import org.jspecify.annotations.Nullable;

/**
 * The border between the engine's exceptions and those of Jakarta Messaging 3.1, chapter 8; nothing
 * is translated anywhere else. The error code is the kind of failure in one word, for programs.
 */
public final class Failures {

  private static final String UNKNOWN =
      "What was being committed may or may not be stored; see which before you do it again";

  private Failures() {}

  /**
   * Translates.
   *
   * @param attempt what failed, as the beginning of a sentence: "The message was not sent"
   */
  public static JMSException translate(String attempt, Throwable cause) {
    return linked(kindOf(textOf(attempt, cause), cause), cause);
  }

  private static String textOf(String attempt, Throwable cause) {
    String text = isUnknown(cause) ? UNKNOWN : attempt;
    return text + ": " + textOf(cause);
  }

  /**
   * Translates the failure of a transaction's commit: a {@link TransactionRolledBackException},
   * unless nobody knows whether it is stored. 6.2.7 there.
   */
  static JMSException notCommitted(Throwable cause) {
    if (isUnknown(cause)) {
      return translate(UNKNOWN, cause);
    }
    TransactionRolledBackException failure =
        new TransactionRolledBackException(
            "The transaction was rolled back: " + textOf(cause), codeOf(cause));
    return linked(failure, cause);
  }

  /**
   * The next message has no body of the class that {@code receiveBody} was asked for.
   *
   * @param cause null if it has no body at all
   */
  static MessageFormatException bodyRefused(
      Message message, Class<?> wanted, @Nullable MessageFormatException cause) {
    MessageFormatException failure =
        new MessageFormatException(
            message
                + " has no body that can be received as a "
                + wanted.getName()
                + (cause == null ? "" : ": " + textOf(cause))
                + ". Take it with receive, and look at what it is.",
            "BODY");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  /** Whether the node has ended, so that only a new connection helps. */
  static boolean isEndOfNode(@Nullable Throwable cause) {
    return cause instanceof FencedException || cause instanceof StoppedException;
  }

  /** Whether it is unknown if something was stored; the node has ended then, too. */
  static boolean isUnknown(@Nullable Throwable cause) {
    return cause instanceof CommitUnknownException;
  }

  /** What a person should read of an exception: its message, or else its class. */
  static String textOf(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getName() : message;
  }

  private static JMSException kindOf(String text, Throwable cause) {
    String code = codeOf(cause);
    if (cause instanceof StoreAccessException) {
      return new JMSSecurityException(text, code);
    }
    if (cause instanceof StoreRejectedException) {
      return new ResourceAllocationException(text, code);
    }
    if (cause instanceof StoppedException || cause instanceof JoinRefusedException) {
      return new IllegalStateException(text, code);
    }
    if (isMissing(cause)) {
      return new InvalidDestinationException(text, code);
    }
    return new JMSException(text, code);
  }

  private static boolean isMissing(Throwable cause) {
    return cause instanceof NoSuchSubscriptionException
        || cause instanceof NoSuchDestinationException
        || cause instanceof UnknownDestinationException;
  }

  private static String codeOf(Throwable cause) {
    if (cause instanceof StoreException failure) {
      return codeOfStore(failure);
    }
    if (cause instanceof StoppedException) {
      return "STOPPED";
    }
    if (cause instanceof SubscriptionInUseException || cause instanceof DestinationInUseException) {
      return "IN_USE";
    }
    if (cause instanceof SubscriptionKindException) {
      return "OTHER_KIND";
    }
    if (cause instanceof BranchException) {
      return "TRANSACTION";
    }
    if (isMissing(cause)) {
      return "NOT_FOUND";
    }
    return cause instanceof EntriesLostException ? "LOST" : "INTERNAL";
  }

  private static String codeOfStore(StoreException failure) {
    if (failure instanceof StoreUnavailableException) {
      return "UNAVAILABLE";
    }
    if (failure instanceof StoreConflictException) {
      return "CONFLICT";
    }
    if (failure instanceof CommitUnknownException) {
      return "UNKNOWN";
    }
    if (failure instanceof FencedException) {
      return "FENCED";
    }
    if (failure instanceof StoreRejectedException) {
      return "REJECTED";
    }
    if (failure instanceof JoinRefusedException) {
      return "NOT_JOINED";
    }
    return failure instanceof StoreSetupException ? "SETUP" : "ACCESS";
  }

  private static <E extends JMSException> E linked(E failure, Throwable cause) {
    failure.initCause(cause);
    if (cause instanceof Exception exception) {
      failure.setLinkedException(exception);
    }
    return failure;
  }
}
