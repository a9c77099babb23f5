package io.tabella.jca;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with an activation spec, in sentences for the person who deploys. */
final class SpecRules {

  private static final int MOST_AT_ONCE = 1_000;

  private SpecRules() {}

  static List<String> problemsOf(TabellaActivationSpec spec) {
    List<String> problems = new ArrayList<>();
    checkDestination(spec, problems);
    checkSubscription(spec, problems);
    checkWords(spec, problems);
    checkNumbers(spec, problems);
    return problems;
  }

  private static void checkDestination(TabellaActivationSpec spec, List<String> problems) {
    if (isEmpty(spec.getDestination()) && isEmpty(spec.getDestinationLookup())) {
      problems.add("set destination (a name in the store) or destinationLookup (a JNDI name)");
    }
    if (!spec.hasKnownType()) {
      problems.add(
          "destinationType is "
              + spec.getDestinationType()
              + ", it must be jakarta.jms.Queue or jakarta.jms.Topic");
    }
  }

  private static void checkSubscription(TabellaActivationSpec spec, List<String> problems) {
    boolean shared = spec.getSubscriptionShared();
    boolean named = spec.isDurable() || shared;
    if (named && isEmpty(spec.getSubscriptionName())) {
      problems.add("a durable or shared subscription needs a subscriptionName");
    }
    if (spec.isDurable() && !shared && isEmpty(spec.getClientId())) {
      problems.add(
          "a durable subscription needs a clientId, or subscriptionShared=true if several servers"
              + " are to share it");
    }
    if (named && spec.isOfQueue()) {
      problems.add("a queue has no subscriptions: set destinationType to jakarta.jms.Topic");
    }
  }

  private static void checkWords(TabellaActivationSpec spec, List<String> problems) {
    checkWord(
        problems,
        "acknowledgeMode",
        spec.getAcknowledgeMode(),
        "Auto-acknowledge",
        "Dups-ok-acknowledge");
    checkWord(
        problems,
        "subscriptionDurability",
        spec.getSubscriptionDurability(),
        "Durable",
        "NonDurable");
  }

  private static void checkWord(
      List<String> problems, String property, @Nullable String word, String one, String other) {
    if (!isEmpty(word) && Set.of(one, other).stream().noneMatch(it -> it.equalsIgnoreCase(word))) {
      problems.add(property + " is " + word + ", it must be " + one + " or " + other);
    }
  }

  private static void checkNumbers(TabellaActivationSpec spec, List<String> problems) {
    if (spec.getConcurrency() < 1 || spec.getConcurrency() > MOST_AT_ONCE) {
      problems.add("concurrency is " + spec.getConcurrency() + ", it must be 1 to " + MOST_AT_ONCE);
    }
    if (spec.getTransactionTimeoutSeconds() < 0) {
      problems.add("transactionTimeoutSeconds must not be negative");
    }
    if (spec.getStopTimeoutMillis() < 0) {
      problems.add("stopTimeoutMillis must not be negative");
    }
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
