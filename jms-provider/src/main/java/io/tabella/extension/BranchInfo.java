package io.tabella.extension;

import java.time.Instant;

/**
 * A branch of a global transaction that is in doubt, or that an administrator has ended.
 *
 * @param name its transaction manager's name for it (Xid): format, global transaction and branch,
 *     the last two in hexadecimal
 * @param state {@code PREPARED}; or {@code COMMITTED} or {@code ROLLED_BACK} by an administrator,
 *     until its transaction manager has been told
 * @param since when that was, by the database's clock
 * @param node the node that prepared it; it need not live any more
 * @param received how many messages it has received
 * @param sent how many messages it has sent
 */
public record BranchInfo(
    String name, String state, Instant since, long node, int received, int sent) {}
