package io.tabella.engine.transaction;

import io.tabella.store.DestinationKind;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a topic's subscriptions a message is for, where it is not for all: one that comes again
 * to a subscription after it failed there, or one that was delayed, and is for those that were
 * there when it was sent (Jakarta Messaging 3.1, 7.9). The others pass it over, as if their
 * selectors did not want it. It is noted together with who published the message.
 *
 * @param first the lowest subscription's id
 * @param last the highest one's
 * @param publisher the connection or client identifier that published it; null if unknown
 */
public record Audience(long first, long last, @Nullable String publisher) {

  /** Begins no client identifier: those are what people can type. */
  private static final char MARK = '\u0001';

  private static final char SEPARATOR = ' ';

  /** One subscription. */
  public static Audience of(long subscription) {
    return new Audience(subscription, subscription, null);
  }

  /** Those that are there when the newest one has a certain id. */
  public static Audience upTo(long newest, @Nullable String publisher) {
    return new Audience(0, newest, publisher);
  }

  /**
   * Messages as they are to be stored until they are due: a topic's with the subscriptions that
   * there are now.
   */
  static List<StagedMessage> noted(StoreWork work, List<StagedMessage> messages) {
    if (messages.stream().noneMatch(Audience::isForLater)) {
      return messages;
    }
    long newest = work.subscriptions().newest();
    return messages.stream().map(it -> isForLater(it) ? noted(newest, it) : it).toList();
  }

  private static boolean isForLater(StagedMessage message) {
    return message.kind() == DestinationKind.TOPIC && message.key().dueAt() > 0;
  }

  private static StagedMessage noted(long newest, StagedMessage message) {
    return new StagedMessage(
        message.key(),
        message.destination(),
        message.kind(),
        upTo(newest, message.origin()).noted(),
        message.attempts(),
        message.message());
  }

  /** What was noted about a message. */
  public static Audience parse(@Nullable String noted) {
    if (noted == null || noted.isEmpty() || noted.charAt(0) != MARK) {
      return new Audience(0, Long.MAX_VALUE, noted);
    }
    int first = noted.indexOf(SEPARATOR);
    int last = noted.indexOf(SEPARATOR, first + 1);
    String publisher = noted.substring(last + 1);
    return new Audience(
        Long.parseLong(noted.substring(1, first)),
        Long.parseLong(noted.substring(first + 1, last)),
        publisher.isEmpty() ? null : publisher);
  }

  /** What is to be noted in the place of the publisher. */
  public String noted() {
    return "" + MARK + first + SEPARATOR + last + SEPARATOR + (publisher == null ? "" : publisher);
  }

  /** Whether a subscription may get the message. */
  public boolean includes(long subscription) {
    return first <= subscription && subscription <= last;
  }
}
