/**
 * A server that halts between prepare and commit, and what its successor makes of it. The test runs
 * outside and talks to {@link io.tabella.it.server.crash.Desk}; all others are the application.
 */
@NullMarked
package io.tabella.it.server.crash;

import org.jspecify.annotations.NullMarked;
