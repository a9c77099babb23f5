package io.tabella.client;

import io.tabella.message.JmsxProperties;
import io.tabella.message.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What messages say about who sends them. It costs bytes in each row, so nothing unless it is asked
 * for. Jakarta Messaging 3.1, 3.5.9.
 *
 * @param userId whether they say whose connection sends them
 * @param applicationId which application; null to say nothing
 * @param transactionId whether they say in which transaction
 */
public record Signing(boolean userId, @Nullable String applicationId, boolean transactionId) {

  /** Outside a transaction. */
  Signature signature(Supplier<String> user) {
    return new Signature(userId ? user.get() : null, applicationId, null);
  }

  /** The properties that the specification defines, as far as they are in use. */
  List<String> propertyNames() {
    List<String> names = new ArrayList<>(JmsxProperties.always());
    if (userId) {
      names.add(JmsxProperties.USER_ID);
    }
    if (applicationId != null) {
      names.add(JmsxProperties.APP_ID);
    }
    if (transactionId) {
      names.add(JmsxProperties.PRODUCER_TXID);
    }
    return names;
  }
}
