package io.tabella.client;

import io.tabella.message.TrustedPackages;
import org.jspecify.annotations.Nullable;

/**
 * What a factory says about its connections.
 *
 * @param clientId the administered client identifier; null if connections may set one themselves
 * @param strictAcknowledge whether AUTO_ACKNOWLEDGE waits for each commit
 * @param acknowledgeWindow how many acknowledgements of a session may be on their way
 * @param maxMessageBytes the largest message that may be sent
 * @param signing what messages say about who sends them
 * @param trusted whose classes may be read from an ObjectMessage
 */
public record ConnectionConfig(
    @Nullable String clientId,
    boolean strictAcknowledge,
    int acknowledgeWindow,
    long maxMessageBytes,
    Signing signing,
    TrustedPackages trusted) {}
