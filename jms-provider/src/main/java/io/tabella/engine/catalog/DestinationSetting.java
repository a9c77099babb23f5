package io.tabella.engine.catalog;

import io.tabella.engine.delivery.DestinationPolicy;
import io.tabella.engine.delivery.RedeliveryDelay;
import io.tabella.engine.delivery.RedeliveryPolicy;
import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be set for a destination in the database: its name, its values, its effect.
 */
public enum DestinationSetting {
  /** After how many failed deliveries a message is given up. */
  MAX_DELIVERIES("maxDeliveries", "a whole number from 1 to 1000000") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryPolicy old = policy.redelivery();
      int max = (int) whole(value, 1, 1_000_000);
      return with(policy, new RedeliveryPolicy(max, old.delay(), old.deadLetterQueue()));
    }
  },
  /** How long a message waits after the first failed delivery. */
  REDELIVERY_DELAY_MILLIS("redeliveryDelayMillis", "milliseconds from 0") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryDelay old = policy.redelivery().delay();
      long first = whole(value, 0, Long.MAX_VALUE / 4);
      return with(
          policy, new RedeliveryDelay(first, old.multiplier(), old.longestMillis(), old.jitter()));
    }
  },
  /** By how much longer after each further one. */
  REDELIVERY_MULTIPLIER("redeliveryMultiplier", "a number from 1 to 100") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryDelay old = policy.redelivery().delay();
      double multiplier = decimal(value, 1, 100);
      return with(
          policy,
          new RedeliveryDelay(old.firstMillis(), multiplier, old.longestMillis(), old.jitter()));
    }
  },
  /** But never longer than this. */
  MAX_REDELIVERY_DELAY_MILLIS("maxRedeliveryDelayMillis", "milliseconds from 0") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryDelay old = policy.redelivery().delay();
      long longest = whole(value, 0, Long.MAX_VALUE / 4);
      return with(
          policy, new RedeliveryDelay(old.firstMillis(), old.multiplier(), longest, old.jitter()));
    }
  },
  /** By what part of it the wait is shorter or longer at random. */
  REDELIVERY_JITTER("redeliveryJitter", "a number from 0 to 1") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryDelay old = policy.redelivery().delay();
      double jitter = decimal(value, 0, 1);
      return with(
          policy,
          new RedeliveryDelay(old.firstMillis(), old.multiplier(), old.longestMillis(), jitter));
    }
  },
  /** Where messages go that are given up. */
  DEAD_LETTER_QUEUE("deadLetterQueue", "the name of a queue") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      RedeliveryPolicy old = policy.redelivery();
      return with(policy, new RedeliveryPolicy(old.maxDeliveries(), old.delay(), shortName(value)));
    }
  },
  /** Where messages go that have expired. */
  EXPIRY_QUEUE("expiryQueue", "the name of a queue, or nothing") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      return policy.withExpiryQueue(value.isEmpty() ? value : shortName(value));
    }
  },
  /** Whether messages stay where they are. */
  PAUSED("paused", "true or false") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      return policy.withPaused(flag(value));
    }
  },
  /** Whether a queue's messages go to one consumer, as long as that lives. */
  EXCLUSIVE("exclusive", "true or false") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      return policy.withExclusive(flag(value));
    }
  },
  /** For how long a message's duplicate is left out. */
  DUPLICATE_WINDOW_MILLIS("duplicateWindowMillis", "milliseconds from 0") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      return policy.withDuplicateWindowMillis(whole(value, 0, Long.MAX_VALUE / 4));
    }
  },
  /** The property of whose values a queue keeps the newest message only. */
  LAST_VALUE_KEY("lastValueKey", "the name of a message property, or nothing") {
    @Override
    DestinationPolicy apply(DestinationPolicy policy, String value) {
      return policy.withLastValueKey(value.isEmpty() ? value : shortName(value));
    }
  };

  private static final int LONGEST_NAME = 200;

  private final String settingName;
  private final String values;

  DestinationSetting(String settingName, String values) {
    this.settingName = settingName;
    this.values = values;
  }

  /** As the database has it. */
  public String settingName() {
    return settingName;
  }

  /** What it takes, as a person would say it. */
  public String range() {
    return values;
  }

  /** The setting of that name, to the letter. */
  public static Optional<DestinationSetting> find(String name) {
    return Arrays.stream(DestinationSetting.class.getEnumConstants())
        .filter(setting -> setting.settingName.equals(name))
        .findFirst();
  }

  /**
   * The policy with a value.
   *
   * @throws IllegalArgumentException if the setting does not take it; says what it takes
   */
  public DestinationPolicy set(DestinationPolicy policy, String value) {
    try {
      return apply(policy, value.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting " + settingName + " does not take '" + value + "'; it takes " + values, e);
    }
  }

  abstract DestinationPolicy apply(DestinationPolicy policy, String value);

  private static DestinationPolicy with(DestinationPolicy policy, RedeliveryPolicy redelivery) {
    return policy.withRedelivery(redelivery);
  }

  private static DestinationPolicy with(DestinationPolicy policy, RedeliveryDelay delay) {
    RedeliveryPolicy old = policy.redelivery();
    return with(policy, new RedeliveryPolicy(old.maxDeliveries(), delay, old.deadLetterQueue()));
  }

  private static long whole(String value, long lowest, long highest) {
    long number = Long.parseLong(value);
    if (number < lowest || number > highest) {
      throw new IllegalArgumentException(value);
    }
    return number;
  }

  private static double decimal(String value, double lowest, double highest) {
    double number = Double.parseDouble(value);
    if (!(number >= lowest && number <= highest)) {
      throw new IllegalArgumentException(value);
    }
    return number;
  }

  private static boolean flag(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(value);
    }
    return value.equals("true");
  }

  private static String shortName(String value) {
    if (value.isEmpty() || value.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(value);
    }
    return value;
  }
}
