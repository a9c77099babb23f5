/**
 * Messages that are stored and become visible later: those sent with a delivery delay.
 *
 * <p>A staged message names the lane of its session, which alone moves it. {@link
 * io.tabella.engine.due.DueMover} sleeps until the first one of its node is due by the database's
 * clock, reads what is due, and hands each lane a unit of work that deletes the rows, counts them,
 * and sends the messages to where they go, in one commit: by the same way as any other message, so
 * that a waiting consumer gets it in memory. Of two who move the same, one finds fewer rows than it
 * deletes, and nothing of its unit is stored.
 *
 * <p>The rows of a lane that is gone are given to a lane of whichever node finds them first.
 */
@NullMarked
package io.tabella.engine.due;

import org.jspecify.annotations.NullMarked;
