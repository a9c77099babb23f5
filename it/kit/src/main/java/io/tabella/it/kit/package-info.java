/**
 * Real servers and real JVMs for tests and benchmarks.
 *
 * <p><b>Databases.</b> A test asks {@link io.tabella.it.kit.Databases} for a {@link
 * io.tabella.it.kit.TestDatabase} of its own and closes it. H2's are files below {@code target/}.
 * MySQL's lie on {@link io.tabella.it.kit.MySqlServer#shared() one server per JVM}, which is
 * started when first asked for, unless the setting {@code tabella.it.mysql.url} names a server that
 * runs already. A test that wants to stop, kill or pause the database itself starts a {@link
 * io.tabella.it.kit.MySqlInstance} of its own.
 *
 * <p><b>Where MySQL comes from.</b> The server is an artifact in the Maven repository. It is
 * unpacked and initialised once per user into {@code ~/.cache/tabella}, under a file lock, by
 * renaming a finished folder to its final name, so that what has that name is always whole. A
 * server that starts copies the initialised data below {@code target/} and removes the copy at the
 * end; its log stays there.
 *
 * <p><b>Nodes.</b> A {@link io.tabella.it.kit.NodeProcess} is another JVM on the same class path,
 * with any main class. A test talks to it in lines, and kills, pauses and resumes it.
 *
 * <p><b>Nothing is left behind.</b> Every process of the kit is known to a watchdog, a shell that
 * waits for the end of its standard input. The other end of that pipe is held by this JVM alone, so
 * it closes when this JVM ends, in whatever way, and then the watchdog kills the processes (paused
 * ones too) and removes their folders. A process runs its program only after the watchdog knows it.
 *
 * <p><b>Settings</b> are system properties, or environment variables with the same name in capitals
 * and with underscores ({@code TABELLA_IT_MYSQL_URL}):
 *
 * <ul>
 *   <li>{@code tabella.it.mysql.url}: a server to use instead of starting one. Its user must be
 *       allowed to create databases and users.
 *   <li>{@code tabella.it.mysql.user}, {@code tabella.it.mysql.password}: its account, unless the
 *       URL has it; default {@code root} without a password.
 *   <li>{@code tabella.it.mysql.zip}: the artifact; default is where Maven keeps it.
 *   <li>{@code tabella.it.cache}: where the unpacked server is kept; default {@code
 *       ~/.cache/tabella}.
 *   <li>{@code tabella.it.work}: data and logs of what runs; default {@code target/kit} of the
 *       module.
 * </ul>
 */
@NullMarked
package io.tabella.it.kit;

import org.jspecify.annotations.NullMarked;
