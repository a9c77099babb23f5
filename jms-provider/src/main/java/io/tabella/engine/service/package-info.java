/**
 * How things run: one start and stop contract, and the one kind of thread that the engine has.
 *
 * <p>A {@link io.tabella.engine.service.WorkLoop} is one thread with one duty. A turn of its work
 * is a plain method, so that a test runs it by hand, with the {@link
 * io.tabella.engine.service.Ticker} set to the time it wants. A loop never ends because a turn
 * failed: it says so in the log, rests a moment and goes on.
 */
@NullMarked
package io.tabella.engine.service;

import org.jspecify.annotations.NullMarked;
